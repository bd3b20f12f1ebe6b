import type { Report } from '../model/report.js';

/** Ids of the findings that the gate counts against the verdict. */
export function countedByGate({ gate }: Pick<Report, 'gate'>): Set<string> {
  return new Set(gate.rules.filter(({ held }) => !held).flatMap(({ findings }) => findings));
}
