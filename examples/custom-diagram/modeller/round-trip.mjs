// node round-trip.mjs keep|templates FILE OUTPUT
// keep: reads a diagram as a modeller does, moves a shape, and writes it again.
// templates: writes each marker by the element template that fits instead.
// Ends with 1 and says why, if a marker was not understood or a template is none.
import { readFile, writeFile } from 'node:fs/promises';
import { BpmnModdle } from 'bpmn-moddle';
import { validateAll } from '@bpmn-io/element-templates-validator';

const [mode, file, output] = process.argv.slice(2);
const here = (name) => new URL(name, import.meta.url);
const json = async (name) => JSON.parse(await readFile(here(name), 'utf8'));
const camunda = {
  name: 'Camunda', prefix: 'camunda', uri: 'http://camunda.org/schema/1.0/bpmn', associations: [],
  types: [{
    name: 'Templated', isAbstract: true, extends: ['bpmn:FlowElement'],
    properties: ['modelerTemplate', 'modelerTemplateVersion', 'asyncBefore']
      .map((name) => ({ name, isAttr: true, type: 'String' })),
  }],
};

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Elements of processes and sub-processes, with those inside. */
function elements(scope) {
  return (scope.flowElements ?? []).flatMap((element) => [element, ...elements(element)]);
}

function markers(element) {
  return element.extensionElements?.get('values') ?? [];
}

const moddle = new BpmnModdle({ itsm: await json('itsm.json'), camunda });
const { rootElement: definitions, warnings } = await moddle.fromXML(await readFile(file, 'utf8'));
if (warnings.length > 0) {
  fail(warnings.map((warning) => warning.message).join('\n'));
}
const all = definitions.rootElements.flatMap(elements);
const marked = all.filter((element) => markers(element).length > 0);
for (const marker of marked.flatMap(markers)) {
  if (!moddle.registry.typeMap[marker.$type]) {
    fail(`${marker.$type} is not described in itsm.json`);
  }
}

if (mode === 'keep') {
  const shape = definitions.diagrams[0].plane.planeElement.find((one) => one.bounds);
  shape.bounds.x += 1;
} else {
  const templates = await json('element-templates.json');
  for (const { valid, errors, object } of validateAll(templates).results) {
    if (!valid) {
      fail(`${object.name}: ${errors.map((error) => error.message).join('; ')}`);
    }
  }
  marked.forEach((element) => apply(templates, element));
}

/** Applies to an element the template whose fields are those of its markers. */
function apply(templates, element) {
  const wanted = new Map();
  for (const marker of markers(element)) {
    for (const { name } of marker.$descriptor.properties.filter((one) => one.isAttr)) {
      if (marker.get(name)) {
        wanted.set(marker.$type === 'itsm:Approval' ? 'itsm:approval' : `itsm:${name.replace('itsm:', '')}`, marker.get(name));
      }
    }
  }
  const background = element.$attrs['flowable:async'] === 'true';
  const fits = (template) => {
    const names = template.properties.map((property) => property.binding.name);
    const must = template.properties.filter((property) => property.constraints?.notEmpty && property.binding.name);
    return template.appliesTo.includes(element.$type)
      && names.includes('camunda:asyncBefore') === background
      && [...wanted.keys()].every((name) => names.includes(name))
      && must.every((property) => wanted.has(property.binding.name));
  };
  const template = templates.find(fits) ?? fail(`no template fits ${element.id}: ${[...wanted.keys()]}`);
  for (const property of template.properties) {
    const value = wanted.get(property.binding.name) ?? (property.type === 'Hidden' ? property.value : undefined);
    const choices = property.choices?.map((choice) => choice.value);
    if (value !== undefined && choices && !choices.includes(value)) {
      fail(`${template.name} does not offer ${value} for ${property.label}`);
    }
    if (value !== undefined) {
      element.set(property.binding.name, value);
    }
  }
  element.set('camunda:modelerTemplate', template.id);
  element.set('camunda:modelerTemplateVersion', String(template.version));
  delete element.$attrs['flowable:async'];
  element.set('extensionElements', undefined);
}

const { xml } = await moddle.toXML(definitions, { format: true });
await writeFile(output, xml);
console.log(`${marked.length} elements with markers`);
