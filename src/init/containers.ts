import type { InitFile } from './file.js';

const FOLDER = 'docs/hardening';

/** A hardened Dockerfile, compose file and run script to take over from, for repositories that have containers. */
export function containerExamples(): InitFile[] {
  return [
    {
      path: `${FOLDER}/Dockerfile.example`,
      what: 'a hardened Dockerfile to take over from',
      content: `# Written by muster init: an example, built by nothing. Pin the digest of the base with
#   docker buildx imagetools inspect debian:13.3-slim
FROM debian:13.3-slim AS build
WORKDIR /src
COPY . .
# Build here. What the build needs stays in this stage.
RUN mkdir /out && cp app /out/

FROM debian:13.3-slim
LABEL org.opencontainers.image.source="https://example.org/your/repository"
RUN groupadd --gid 1000 app && useradd --uid 1000 --gid app --no-create-home --shell /usr/sbin/nologin app
COPY --from=build --chown=root:root --chmod=0555 /out/ /app/
WORKDIR /app
USER 1000:1000
HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 CMD ["/app/app", "--health"]
ENTRYPOINT ["/app/app"]
`,
    },
    {
      path: `${FOLDER}/compose.example.yaml`,
      what: 'a hardened service to take over from',
      content: `# Written by muster init: an example, run by nothing.
services:
  app:
    image: registry.example.org/app:1.0.0 # pin it: @sha256:…
    user: 1000:1000
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    pids_limit: 100
    mem_limit: 256m
    cpus: 0.5
    tmpfs: ['/tmp:rw,noexec,nosuid,size=16m']
    restart: on-failure:5
    ports: ['127.0.0.1:8080:8080']
    healthcheck:
      test: [CMD, /app/app, --health]
      interval: 30s
      timeout: 10s
      retries: 3
    logging:
      driver: json-file
      options: { max-size: 10m, max-file: '3' }
`,
    },
    {
      path: `${FOLDER}/run-hardened.sh`,
      what: 'runs an image with what it needs and no more',
      executable: true,
      content: `#!/bin/sh
# Written by muster init. Runs a command of an image on this folder: run-hardened.sh IMAGE COMMAND...
set -eu
exec docker run --rm \\
  --read-only \\
  --user 1000:1000 \\
  --cap-drop=ALL \\
  --security-opt=no-new-privileges \\
  --network=none \\
  --memory=512m --cpus=1 --pids-limit=200 \\
  --tmpfs /tmp:rw,noexec,nosuid,size=64m \\
  --volume "$PWD:/workspace" --workdir /workspace \\
  "$@"
`,
    },
  ];
}
