import type { Component } from '../../model/component.js';
import { purlOf } from '../../model/purl.js';
import type { PackageRow } from './report.js';

/** A package that it lists. One that is known by its commit alone has no version. */
export function componentOf({ name, version, ecosystem }: PackageRow['package'], file: string): Component {
  const named = { ecosystem, name, ...(version === '' ? {} : { version }) };
  const purl = version === '' ? undefined : purlOf(named);
  return { ...named, ...(purl === undefined ? {} : { purl }), licenses: [], locations: [file] };
}
