/** The layering of the design: data flows one way, and each part knows only what it may. */
const only = (name, from, ...to) => ({
  name,
  comment: `${from} may import ${to.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [`^src/${from}/`, ...to.map((part) => `^src/${part}`)] },
});

module.exports = {
  forbidden: [
    only('model-imports-none', 'model'),
    only('process-is-low', 'process', 'model/'),
    only('correlation-is-pure', 'correlation', 'model/'),
    only('init-is-pure', 'init', 'model/'),
    only('risk-is-pure', 'risk', 'model/'),
    only('policy-is-pure', 'policy', 'model/'),
    only('net-is-low', 'net', 'model/'),
    only('tools-know-no-scanner', 'tools', 'model/', 'process/', 'net/'),
    only('reports-know-the-model', 'reports', 'model/'),
    only('attestation-knows-the-model', 'attestation', 'model/'),
    only(
      'pipeline-knows-the-order',
      'pipeline',
      'model/',
      'process/',
      'tools/',
      'policy/',
      'correlation/',
      'risk/',
      'images/',
      'databases/',
      'interchange/',
    ),
    only('interchange-is-pure', 'interchange', 'model/'),
    // What is fetched is read before it is stored, by those who will read it in a scan.
    only('databases-know-the-risk', 'databases', 'model/', 'risk/', 'net/'),
    only('images-are-low', 'images', 'model/', 'process/'),
    {
      name: 'scanners-stand-alone',
      comment: 'an adapter imports the model and the small helpers in scanners/kit, never another scanner',
      severity: 'error',
      from: { path: '^src/scanners/([^/]+)/' },
      to: { path: '^src/', pathNot: ['^src/scanners/$1/', '^src/scanners/kit/', '^src/model/'] },
    },
    {
      name: 'cli-knows-no-scanner',
      comment: 'commands get the scanners from the registry',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/scanners/[^/]+/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pages-are-bundled',
      comment: 'the components of the HTML report are bundled by the build; the program does not load them',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/reports/html/app/' },
      to: { path: '^src/reports/html/app/' },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      // The build bundles what pages need.
      from: { path: '^src/', pathNot: '^src/reports/html/app/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    exclude: { path: '\\.test\\.ts$|^test/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
