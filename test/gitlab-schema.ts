import { z } from 'zod';

/**
 * What GitLab's schemas 15.0.7 ask of its reports, written from what they say: no package registry has the schemas
 * themselves. It is our reading, and no validator of GitLab's.
 * @see https://gitlab.com/gitlab-org/security-products/security-report-schemas
 */
const some = z.string().min(1);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
const url = z.string().regex(/^(?:https?|ftp):\/\/.+/);
const tool = z.object({ id: some, name: some, version: some, url: url.optional(), vendor: z.object({ name: some }) });

const location = {
  sast: z.object({ file: z.string().optional(), start_line: z.number().optional(), end_line: z.number().optional() }),
  secret_detection: z.object({ commit: z.object({ sha: some }), file: z.string().optional() }),
  dependency_scanning: z.object({
    file: some,
    dependency: z.object({ package: z.object({ name: z.string() }), version: z.string() }),
  }),
};

function reportOf<Type extends keyof typeof location>(type: Type) {
  return z.object({
    schema: z.string().regex(/^https?:\/\/.+/),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    scan: z.object({
      analyzer: tool,
      scanner: tool,
      type: z.literal(type),
      start_time: time,
      end_time: time,
      status: z.enum(['success', 'failure']),
      messages: z.array(z.object({ level: z.enum(['info', 'warn', 'fatal']), value: some })),
    }),
    vulnerabilities: z.array(
      z.object({
        id: z.uuid(),
        name: z.string().min(1).max(255),
        description: z.string().max(1_048_576),
        severity: z.enum(['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical']),
        solution: z.string().max(7000).optional(),
        identifiers: z.array(z.object({ type: some, name: some, value: some, url: url.optional() })).min(1),
        links: z.array(z.object({ url })).optional(),
        details: z.record(z.string(), z.object({ name: some, type: z.literal('text'), value: z.string() })),
        location: location[type],
      }),
    ),
    dependency_files: type === 'dependency_scanning' ? z.array(z.never()) : z.undefined().optional(),
  });
}

export const GitLabReport = z.union([reportOf('sast'), reportOf('secret_detection'), reportOf('dependency_scanning')]);
