import { describe, expect, it } from 'vitest';
import { presentRuleId, ruleKey } from './rule-id.js';

describe('the id of a rule', () => {
  it.each(['DS002', 'AVD-DS-0002', 'DS-0002', 'ds-0002', 'avd-ds-0002'])('is one for all forms of Trivy: %s', (id) => {
    expect(presentRuleId('trivy-config', id)).toBe('DS-0002');
  });

  it('is left as it is for other scanners, and where it has another form', () => {
    expect(presentRuleId('checkov', 'CKV_DOCKER_2')).toBe('CKV_DOCKER_2');
    expect(presentRuleId('hadolint', 'DL3002')).toBe('DL3002');
    expect(presentRuleId('trivy-config', 'CVE-2024-1-x')).toBe('CVE-2024-1-x');
  });

  it('is lower case for KICS, whose uuids are written either way', () => {
    expect(ruleKey('kics', 'B03A748A-542d-44f4-bb86-9199ab4fd2d5')).toBe('kics:b03a748a-542d-44f4-bb86-9199ab4fd2d5');
  });
});
