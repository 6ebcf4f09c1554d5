package org.itsm4j.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.problem.Assessment;
import org.itsm4j.problem.FiveWhys;
import org.itsm4j.problem.Fix;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.KnownErrorStatus;
import org.itsm4j.problem.ProblemCancelReason;
import org.itsm4j.problem.ProblemCancellation;
import org.itsm4j.problem.ProblemReclassification;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.problem.RiskAcceptance;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/** Makes random commands on a problem, each with what must come of it. */
record ProblemMoves(ProblemWalker walker, WalkedProblem model) {
    private static final List<Assignment> OWNERS = List.of(
            Assignment.to("platform", "ola"),
            Assignment.to("platform", "ola"),
            Assignment.to("platform", "kim"),
            Assignment.to("platform", "pia"),
            Assignment.to("network", "lee"),
            Assignment.to("platform"));

    StaffMove make(String label) {
        TicketId id = model.id;
        return switch (label) {
            case "assess" -> {
                Assignment owner = walker.one(OWNERS);
                Assessment as = Assessment.of(Priority.P2, "shop/checkout", owner);
                yield StaffMove.of(label, desk -> desk.problems().assess(id, as), () -> {
                            model.becomes(ProblemState.ASSESSED);
                            model.assignment = Optional.of(owner);
                        })
                        .unless(owner.agent().isEmpty(), Refused.asInvalid());
            }
            case "investigate" -> {
                RcaTechnique technique = walker.one(List.of(RcaTechnique.values()));
                yield StaffMove.of(
                        label,
                        desk -> desk.problems().investigate(id, technique),
                        () -> model.becomes(ProblemState.INVESTIGATING));
            }
            case "analyse" -> analyse(label);
            case "declareKnownError" -> declare(label);
            case "reviseWorkaround" -> revise(label);
            case "requestChange" -> requestChange(label);
            case "acceptRisk" -> acceptRisk(label);
            case "resolve" ->
                StaffMove.of(
                        label,
                        desk -> desk.problems().resolve(id, new Fix("Patched", "No lock wait for 30 days")),
                        model::resolved);
            case "close" -> StaffMove.of(label, desk -> desk.problems().close(id), model::closed);
            case "reopen" -> StaffMove.of(label, desk -> desk.problems().reopen(id, "It is back"), model::reopened);
            case "cancel" -> cancel(label);
            case "hold" -> hold(label);
            case "resume" -> StaffMove.of(label, desk -> desk.problems().resume(id), model::resumedAndLookedAt);
            case "reassign" -> {
                Assignment owner = walker.one(OWNERS);
                yield StaffMove.of(label, desk -> desk.problems().reassign(id, owner, "On leave"), () -> {
                            model.assignment = Optional.of(owner);
                            model.version++;
                        })
                        .unless(owner.agent().isEmpty(), Refused.asInvalid())
                        .unless(model.assignment.equals(Optional.of(owner)), Refused.rule("sameAssignment"));
            }
            case "reclassify" -> {
                boolean nothing = walker.chance(20);
                ProblemReclassification none = ProblemReclassification.change();
                ProblemReclassification change = nothing ? none : none.priority(Priority.P1);
                yield stays(label, desk -> desk.problems().reclassify(id, change))
                        .isNone(nothing);
            }
            case "note" -> stays(label, desk -> desk.problems().note(id, Note.internal("seen")));
            case "refer" -> {
                Reference reference = Reference.to("url", "x" + walker.below(3));
                yield stays(label, desk -> desk.problems().refer(id, reference));
            }
            case "watch" -> stays(label, desk -> desk.problems().watch(id, "zoe"));
            case "unwatch" -> stays(label, desk -> desk.problems().unwatch(id, "zoe"));
            case "relate", "unrelate" -> relate(label);
            default -> throw new AssertionError("how to " + label + "?");
        };
    }

    private StaffMove stays(String label, java.util.function.Consumer<org.itsm4j.Desk> call) {
        return StaffMove.of(label, call, () -> model.version++);
    }

    private StaffMove analyse(String label) {
        boolean root = walker.heads();
        FiveWhys.Why why = FiveWhys.Why.because("Why does it fail?", "A lock is never freed")
                .evidence("Thread dump");
        FiveWhys whys = FiveWhys.of(root ? why.asRoot() : why);
        return StaffMove.of(label, desk -> desk.problems().analyse(model.id, whys), () -> {
            model.conclusive = Optional.of(root);
            model.version++;
        });
    }

    private StaffMove declare(String label) {
        boolean workaround = walker.heads();
        KnownErrorDeclaration plain = KnownErrorDeclaration.causedBy("500", "A lock is never freed", "Thread dump");
        KnownErrorDeclaration error = workaround ? plain.workaround("Restart the node") : plain;
        return StaffMove.of(label, desk -> desk.problems().declareKnownError(model.id, error), () -> {
                    model.becomes(ProblemState.KNOWN_ERROR);
                    model.knownError = Optional.of(KnownErrorStatus.OPEN);
                    worksAround(workaround);
                })
                .unless(model.conclusive.equals(Optional.of(false)), Refused.rule("analysis"));
    }

    private void worksAround(boolean somehow) {
        model.workaround = somehow;
        if (somehow) {
            walker.crossing.told(model);
        }
    }

    private StaffMove revise(String label) {
        Optional<String> text = walker.heads() ? Optional.of("Restart both nodes") : Optional.empty();
        return StaffMove.of(label, desk -> desk.problems().reviseWorkaround(model.id, text), () -> {
            model.version++;
            worksAround(text.isPresent());
        });
    }

    private StaffMove requestChange(String label) {
        List<Fixing> by = new ArrayList<>();
        List<Reference> outside = walker.chance(15) ? List.of(Reference.to("change", "C-4711")) : List.of();
        Optional<String> decision = walker.chance(15) ? Optional.of("Too dear") : Optional.empty();
        for (int i = walker.below(3); i > 0 && !walker.changes().isEmpty(); i--) {
            by.add(walker.one(walker.changes()));
        }
        List<TicketRef> refs =
                new ArrayList<>(by.stream().map(Fixing::ref).distinct().toList());
        boolean wrong = walker.chance(4) && refs.add(model.ref());
        FixPlan plan = new FixPlan(refs, outside, decision);
        boolean nothing = refs.isEmpty() && outside.isEmpty() && decision.isEmpty();
        return StaffMove.of(label, desk -> desk.problems().requestChange(model.id, plan), () -> {
                    model.becomes(ProblemState.FIX_PLANNED);
                    model.fixes.addAll(by);
                    model.fixedElsewhere |= !outside.isEmpty();
                    if (!by.isEmpty() && model.isFixed()) { // they may have ended before
                        model.resolved();
                    }
                })
                .isNone(nothing || wrong);
    }

    private StaffMove acceptRisk(String label) {
        String approver = walker.heads() ? "cio" : model.agent().orElse("cio");
        Instant reviewAt = walker.chance(15) ? walker.now() : walker.soon();
        RiskAcceptance risk = new RiskAcceptance("The shop closes in May", reviewAt, approver);
        return StaffMove.of(label, desk -> desk.problems().acceptRisk(model.id, risk), () -> {
                    model.closed();
                    model.riskReviewAt = Optional.of(reviewAt);
                    model.knownError = model.knownError.map(known -> KnownErrorStatus.RETAINED);
                    walker.crossing.goOn(model);
                })
                .unless(model.agent().equals(Optional.of(approver)), Refused.rule("approver"))
                .unless(!reviewAt.isAfter(walker.now()), Refused.rule("reviewAt"));
    }

    private StaffMove cancel(String label) {
        Optional<WalkedProblem> original = walker.heads() ? Optional.of(walker.one(walker.models())) : Optional.empty();
        boolean mismatch = walker.chance(5);
        ProblemCancelReason reason =
                original.isPresent() != mismatch ? ProblemCancelReason.DUPLICATE : ProblemCancelReason.NOT_A_PROBLEM;
        ProblemCancellation why = new ProblemCancellation(reason, original.map(other -> other.id));
        boolean impossible =
                original.filter(other -> other == model || other.isCancelled()).isPresent();
        return StaffMove.of(label, desk -> desk.problems().cancel(model.id, why), () -> {
                    model.becomes(ProblemState.CANCELLED);
                    model.knownError = model.knownError.map(known -> KnownErrorStatus.WITHDRAWN);
                    original.ifPresent(WalkedProblem::told);
                    walker.crossing.goOn(model);
                })
                .isNone(mismatch)
                .unless(impossible, Refused.rule("duplicateOf"));
    }

    private StaffMove hold(String label) {
        HoldReason reason = walker.one(List.of(HoldReason.VENDOR, HoldReason.CHANGE, HoldReason.PROBLEM));
        Optional<Fixing> change = walker.chance(70) ? Crossing.pick(walker, awaitable()) : Optional.empty();
        boolean late = walker.chance(10);
        Optional<Instant> until =
                late ? Optional.of(walker.now()) : walker.heads() ? Optional.of(walker.soon()) : Optional.empty();
        Hold plain = Hold.because(reason, "walks");
        Hold pointing =
                change.map(it -> plain.waitingFor(it.pointer(walker.heads()))).orElse(plain);
        Hold hold = until.map(pointing::until).orElse(pointing);
        return StaffMove.of(label, desk -> desk.problems().hold(model.id, hold), () -> {
                    model.heldFrom = model.state;
                    model.becomes(ProblemState.ON_HOLD);
                    model.followUpAt = until;
                    model.waitsFor = change;
                })
                .unless(reason.needsReference() && change.isEmpty(), Refused.asInvalid())
                .unless(late, Refused.rule("followUpAt"));
    }

    /** Rather what fixes it, as only the end of that lets it go on. */
    private List<Fixing> awaitable() {
        return model.fixes.isEmpty() || walker.chance(20) ? walker.changes() : List.copyOf(model.fixes);
    }

    private StaffMove relate(String label) {
        boolean ties = label.equals("relate");
        Optional<Fixing> fix = walker.heads() ? Crossing.pick(walker, walker.changes()) : Optional.empty();
        boolean derived = walker.chance(4);
        if (fix.isPresent()) {
            RelationType type = derived ? RelationType.MERGED_INTO : RelationType.FIXED_BY;
            TicketRef other = fix.get().ref();
            return tie(label, type, other, () -> {
                        if (ties) {
                            model.fixes.add(fix.get());
                        } else {
                            model.fixes.remove(fix.get());
                        }
                    })
                    .isNone(derived);
        }
        WalkedProblem other = walker.one(walker.models());
        return tie(label, RelationType.RELATED_TO, other.ref(), () -> {
                    if (ties ? model.ties.add(other.id) : model.ties.remove(other.id)) {
                        other.told();
                    }
                })
                .unless(ties && other == model, Refused.rule("relation"));
    }

    private StaffMove tie(String label, RelationType type, TicketRef other, Runnable effect) {
        return StaffMove.of(
                label,
                desk -> {
                    if (label.equals("relate")) {
                        desk.problems().relate(model.id, type, other);
                    } else {
                        desk.problems().unrelate(model.id, type, other);
                    }
                },
                () -> {
                    model.version++;
                    effect.run();
                });
    }
}
