import { describe, expect, it } from 'vitest';
import { crosswalk, type KnownControl } from '../src/correlation/crosswalk/crosswalk.js';
import { narrowed } from '../src/correlation/narrowing.js';
import { regionsOf } from '../src/correlation/regions/regions.js';
import { rowWith } from './rows.js';

/** The control of a row of a rule that points at the first line of a file that has this in it. */
function controlIn(rule: string, text: string, at = 'apiVersion', resource?: string): string {
  const [scanner = '', ruleId = ''] = rule.split(':');
  const lines = text.split('\n');
  const startLine = lines.findIndex((line) => line.includes(at)) + 1;
  const location = { path: 'a.yaml', startLine, ...(resource === undefined ? {} : { resource }) };
  const row = rowWith({ scanner, ruleId, location, line: lines[startLine - 1]?.trim() ?? '' });
  const own = crosswalk().controlOf(scanner, ruleId) as KnownControl;
  return narrowed(own, row, (file) => regionsOf(file, text)).id;
}

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec: {${spec}}\n`;
const role = (...rules: string[]) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules: [${rules.join(', ')}]\n`;
const allOf = '{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}';

describe('what a broad rule about Kubernetes found', () => {
  it.each([
    ['volumes: [{name: x, hostPath: {path: /}}, {name: y, emptyDir: {}}]', 'kubernetes-host-path'],
    ['volumes: [{name: x, hostPath: {path: /}}, {name: y, nfs: {path: /}}]', 'kubernetes-volume-type-unlisted'],
    ['volumes: [{name: y, nfs: {path: /}}]', 'kubernetes-volume-type-unlisted'],
  ])('is a folder of the node where that is all it can mean: %s', (spec, control) => {
    expect(controlIn('terrascan:AC_K8S_0081', pod(spec))).toBe(control);
  });

  it.each([
    ['containers: [{name: x, image: i, securityContext: {}}]', 'kubernetes-pod-security-context-missing'],
    ['containers: [{name: x, image: i}]', 'kubernetes-security-context-missing'],
    [
      'containers: [{name: x, image: i, securityContext: {}}], initContainers: [{name: y, image: i}]',
      'kubernetes-security-context-missing',
    ],
    ['securityContext: {runAsUser: 1}, containers: [{name: x, image: i}]', 'kubernetes-security-context-missing'],
  ])('is the security context of the pod where all containers have one: %s', (spec, control) => {
    expect(controlIn('terrascan:AC_K8S_0064', pod(spec))).toBe(control);
  });

  it.each([
    ['env: [{name: a, valueFrom: {secretKeyRef: {name: s, key: k}}}]', 'kubernetes-secret-in-environment'],
    [
      'env: [{name: a, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: b, valueFrom: {fieldRef: {fieldPath: p}}}]',
      'kubernetes-environment-from-elsewhere',
    ],
  ])('is a secret where no variable comes from something else: %s', (env, control) => {
    expect(controlIn('terrascan:AC_K8S_0051', pod(`containers: [{name: x, image: i, ${env}}]`))).toBe(control);
  });

  it('is the default namespace where the resource names no other', () => {
    const rule = 'kics:611ab018-c4aa-4ba2-b0f6-a448337509a6';
    expect(controlIn(rule, pod('').replace(', namespace: b', ''))).toBe('kubernetes-default-namespace');
    expect(controlIn(rule, pod('').replace(': b', ': default'))).toBe('kubernetes-default-namespace');
    expect(controlIn(rule, pod('').replace(': b', ': kube-system'))).toBe('kubernetes-reserved-namespace');
  });

  it.each(['checkov:CKV_K8S_49', 'kics:6b896afb-ca07-467a-b256-1a0077a1c08e', 'trivy-config:KSV-0046'])(
    'is a role that may do everything where all its wildcards are in the rule that says so: %s',
    (rule) => {
      const own = crosswalk().controlOf(...(rule.split(':') as [string, string]))?.id;
      const [pods, gets] = ['{resources: [pods], verbs: ["*"]}', '{resources: [pods], verbs: [get]}'];
      expect(controlIn(rule, role(allOf))).toBe('kubernetes-role-everything');
      expect(controlIn(rule, role(gets, allOf))).toBe('kubernetes-role-everything');
      expect(controlIn(rule, role(allOf, pods))).toBe(own);
      expect(controlIn(rule, role('{resources: ["*"], verbs: [get]}', pods))).toBe(own);
    },
  );

  it('is the right to create pods where a role may do no more with what runs', () => {
    const of = (resource: string, verbs: string) =>
      controlIn('trivy-config:KSV-0048', role(`{resources: [${resource}], verbs: [${verbs}]}`));
    expect(of('pods', 'create, get')).toBe('kubernetes-role-create-pods');
    expect(of('pods', 'create, delete')).toBe('kubernetes-role-change-workloads');
    expect(of('"deployments"', 'create')).toBe('kubernetes-role-change-workloads');
  });

  it('is told of a binding by whom it names', () => {
    const of = (name: string) => controlIn('conftest:MUSTER-K8S-014', role(), 'kind', `RoleBinding/x, ${name}`);
    expect(of('default')).toBe('kubernetes-binding-default-service-account');
    expect(of('system:anonymous')).toBe('kubernetes-binding-everyone');
  });
});

describe('what a broad rule about Compose files found', () => {
  const service = (...lines: string[]) => `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}`;

  it.each([
    ['[SYS_ADMIN]', 'compose-capability-dangerous'],
    ['[CAP_NET_ADMIN, NET_RAW]', 'compose-capability-dangerous'],
    ['[SYS_TIME]', 'compose-capability-added'],
    ['[SYS_TIME, SYS_ADMIN]', 'compose-capabilities-unrestricted'],
    ['[NET_RAW]', 'compose-capabilities-unrestricted'],
  ])('is told by the capabilities that are added: %s', (added, control) => {
    const rule = 'kics:ce76b7d0-9e77-464d-b86f-c5c48e03e22d';
    const text = service(`cap_add: ${added}`);
    expect(controlIn(rule, text, 'cap_add')).toBe(control);
    expect(controlIn(rule, text, 'web:')).toBe('compose-capabilities-unrestricted');
  });

  it.each([
    ['/var/run/docker.sock:/var/run/docker.sock:ro', 'compose-engine-socket'],
    ['/etc:/host/etc', 'compose-system-folder-writable'],
    ['"/etc/ssl:/host/etc:rw,z"', 'compose-system-folder-writable'],
    ['"/etc:/host/etc:ro"', 'compose-system-folder-mounted'],
    ['/etc:/host/etc:z,ro', 'compose-system-folder-mounted'],
    ['/etcetera:/data', 'compose-system-folder-mounted'],
  ])('is told by the line of the mount: %s', (mount, control) => {
    const rule = 'kics:1c1325ff-831d-43a1-973e-839ae57dfcc0';
    expect(controlIn(rule, service('volumes:', `  - ${mount}`), mount)).toBe(control);
  });
});

describe('what a broad rule about workflows found', () => {
  const workflow = (head: string, job: string) => `on: push\n${head}jobs:\n  a:\n    runs-on: x\n${job}`;
  const [rights, jobRights] = ['permissions: write-all\n', '    permissions: write-all\n'];

  it('is told by what the head says, for the rule that is about the head', () => {
    const rule = 'checkov:CKV2_GHA_1';
    expect(controlIn(rule, workflow('', jobRights), 'permissions')).toBe('workflow-permissions-unsaid');
    expect(controlIn(rule, workflow(rights, jobRights), 'permissions')).toBe('workflow-permissions-broad');
  });

  it('is told by the workflow or the job that the row is about, for the rule that is about both', () => {
    const rule = 'zizmor:excessive-permissions';
    expect(controlIn(rule, workflow('', ''), 'on: push')).toBe('workflow-permissions-unsaid');
    expect(controlIn(rule, workflow('', ''), 'a:')).toBe('workflow-permissions-missing');
    expect(controlIn(rule, workflow('', jobRights), 'permissions')).toBe('workflow-permissions-broad');
    expect(controlIn(rule, workflow(rights, ''), 'permissions')).toBe('workflow-permissions-broad');
  });
});
