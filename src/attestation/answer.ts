import type { BundleWithDsseEnvelope } from '@sigstore/bundle';
import {
  AttestationStatement,
  EARLIER_STATEMENT_TYPE,
  PAYLOAD_TYPE,
  PREDICATE_TYPE,
  STATEMENT_TYPE,
} from '../model/attestation.js';
import { type Condition, judgeStatement, type Policy } from './policy.js';
import { checkSignature, type Trust } from './verify.js';

/** The answer to everything that was asked of an attestation. */
export interface Answer {
  answer: Condition['answer'];
  conditions: Condition[];
  /** What was signed; null when nobody can be held to it. */
  statement: AttestationStatement | null;
}

/** Cosign makes statements of the version before of a predicate that it is given; for what is read here they are the same. */
function asOfToday(document: unknown): unknown {
  const isEarlier = (document as { _type?: unknown } | null)?._type === EARLIER_STATEMENT_TYPE;
  return isEarlier ? { ...(document as object), _type: STATEMENT_TYPE } : document;
}

function read(bundle: BundleWithDsseEnvelope): AttestationStatement | string {
  const { payloadType, payload } = bundle.content.dsseEnvelope;
  if (payloadType !== PAYLOAD_TYPE) return `what is signed is ${payloadType || 'of no type'}, and no in-toto statement`;
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (error) {
    return `what is signed is not whole JSON: ${(error as Error).message}`;
  }
  const statement = AttestationStatement.safeParse(asOfToday(document));
  if (statement.success) return statement.data;
  const type = (document as { predicateType?: unknown } | null)?.predicateType;
  if (type !== PREDICATE_TYPE)
    return `what is signed is a statement of type ${String(type)}, and not of a scan by Muster`;
  const [issue] = statement.error.issues;
  return `the statement has another form: at /${issue?.path.join('/')}: ${issue?.message}`;
}

function whole(conditions: Condition[]): Condition['answer'] {
  const answers = conditions.map(({ answer }) => answer);
  return answers.includes('no') ? 'no' : answers.includes('incomplete') ? 'incomplete' : 'yes';
}

/** Asks everything, in order; what nobody has signed, or cannot be read, is not asked any further. */
export function askAttestation(bundle: BundleWithDsseEnvelope, trust: Trust, policy: Policy, now: Date): Answer {
  const { holds, because } = checkSignature(bundle, trust);
  const signature: Condition = { condition: 'signature', answer: holds ? 'yes' : 'no', because };
  if (!holds) return { answer: 'no', conditions: [signature], statement: null };
  const statement = read(bundle);
  if (typeof statement === 'string') {
    return {
      answer: 'no',
      conditions: [signature, { condition: 'statement', answer: 'no', because: statement }],
      statement: null,
    };
  }
  const conditions = [signature, ...judgeStatement(statement, policy, now)];
  return { answer: whole(conditions), conditions, statement };
}
