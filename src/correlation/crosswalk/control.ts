import { z } from 'zod';
import { FRAMEWORKS } from '../../model/frameworks.js';

const CWE = z.string().regex(/^CWE-\d+$/, 'must be a CWE such as CWE-250');

const Framework = z
  .string()
  .refine((text) => Object.hasOwn(FRAMEWORKS, text.split(':')[0] ?? '') && /:[\w.()-]+$/.test(text), {
    message: `must be NAME:ITEM with one of the names ${Object.keys(FRAMEWORKS).join(', ')}`,
  });

/**
 * How far an issue of a control reaches. Two findings of one control in one file are the same issue when they point into
 * the same one of these. `file` is the whole file: there is one issue of the control in it. `owner` is a resource with
 * those that only set something of it (a bucket, and the resource that holds its ACL); `block` is a block in a resource.
 */
export const Scope = z.enum([
  'file',
  'stage',
  'instruction',
  'service',
  'resource',
  'owner',
  'block',
  'container',
  'trigger',
  'job',
  'step',
]);
export type Scope = z.infer<typeof Scope>;

const RulesByScanner = z.record(z.string(), z.array(z.string().min(1)).min(1));

const ControlId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words with dashes');

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'm').source !== '';
  } catch {
    return false;
  }
}

const Pattern = z.string().min(1).refine(isPattern, 'must be a regular expression');

const Value = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? null : String(value)));
const Values = z.union([Value.transform((value) => [value]), z.array(Value).min(1)]);

/** When a row of a broad control's rules is one of a narrower control: all that is given must fit the place of the row. */
const Narrowing = z
  .strictObject({
    to: ControlId.describe('the narrower control'),
    rules: RulesByScanner.describe('rows of these rules only').optional(),
    at: z.string().describe('the line that the row points at sets this attribute, or opens this block').optional(),
    of: z.string().describe('type of the resource').optional(),
    when: z
      .record(z.string(), Values)
      .describe(
        'attribute (or BLOCK.ATTRIBUTE) → what all of its values must be: one of these; `text*` for what begins so, `*text` for what ends so, null for not set',
      )
      .optional(),
    line: Pattern.describe('the text of the line that the row points at').optional(),
    resource: Pattern.describe('what the row calls the resource').optional(),
    has: z.array(Pattern).min(1).describe('what the object in YAML says, one value a line').optional(),
    lacks: z.array(Pattern).min(1).describe('what the object in YAML does not say').optional(),
    wholly: z.boolean().describe('the object is the whole document, whichever part of it the row points at').optional(),
  })
  .refine(
    ({ at, of, when, line, resource, has, lacks }) => at ?? of ?? when ?? line ?? resource ?? has ?? lacks,
    'must say at, of, when, line, resource, has or lacks',
  );

/** One thing that can be wrong, and the rules of scanners that find it. */
export const Control = z.strictObject({
  id: ControlId,
  title: z.string().min(1).describe('what is wrong'),
  scope: Scope,
  cwes: z.array(CWE).min(1),
  frameworks: z.array(Framework).min(1),
  rules: RulesByScanner.optional().describe('measured: found in the bad input, and not in the good one'),
  documented: RulesByScanner.optional().describe('as the scanner documents it; not measured'),
  narrows: z
    .array(Narrowing)
    .min(1)
    .describe('where its rules find what a narrower control is about; the first that fits counts')
    .optional(),
});
export type Control = z.infer<typeof Control>;

/** A file of `crosswalk/controls/`. */
export const Domain = z.strictObject({
  domain: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  layout: z
    .string()
    .describe('where an input is put for the scanners; {control} and {side} (bad, good) are filled in')
    .optional(),
  measuredWith: z.record(z.string(), z.string()).optional().describe('versions of the scanners, by npm run crosswalk'),
  controls: z.array(Control),
});
export type Domain = z.infer<typeof Domain>;
