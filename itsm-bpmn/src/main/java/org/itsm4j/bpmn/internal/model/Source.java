package org.itsm4j.bpmn.internal.model;

/** A diagram that was read: its model, and the file. Immutable as long as nobody writes into the file. */
public final class Source {
    private final Model model;
    private final byte[] file;

    /**
     * @param model what was read
     * @param file the file, which is not copied
     */
    public Source(Model model, byte[] file) {
        this.model = model;
        this.file = file;
    }

    /**
     * Reads a file that passed the gate when it was deployed, whatever has become of the rules since.
     *
     * @param file the file, which is not copied
     * @return what it was
     */
    public static Source kept(byte[] file) {
        return new Source(
                ModelReader.read(MarkupReader.read(file), new Findings())
                        .orElseThrow(() -> new IllegalStateException("a deployed diagram has no process")),
                file);
    }

    /** @return what was read */
    public Model model() {
        return model;
    }

    /** @return the file, not a copy */
    public byte[] file() {
        return file;
    }
}
