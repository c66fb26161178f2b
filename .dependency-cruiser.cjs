/** Which way imports may go: ARCHITECTURE.md, "Which way imports go". Paths are matched after resolving, so @amparo/x is libs/x/src. */
const SERVICE = '^services/([^/]+)/'
const TEST = ['/test/', '\\.test\\.ts$']

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'services-are-strangers',
      severity: 'error',
      comment: 'A service learns about another only through libs/contracts and NATS.',
      from: { path: SERVICE },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'libs-know-no-service',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/testing/' },
      to: { path: '^services/' },
    },
    {
      name: 'testing-stays-in-tests',
      severity: 'error',
      comment: 'libs/testing brings servers, generated keys and fictional people: never into a running service.',
      from: { path: '^(services|libs)/', pathNot: ['^libs/testing/', ...TEST] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'provisioning-brings-no-servers',
      severity: 'error',
      comment: 'What the container image runs must not need libs/testing: it is left out of the image.',
      from: { path: '^scripts/(provision|code)\\.ts$' },
      to: { path: '^libs/testing/', reachable: true },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'domain/ imports itself, libs/kernel, what protocols mean, the engine of free text and what codes are called: no HTTP, SQL, NATS, clock, randomness or environment.',
      from: { path: '^services/[^/]+/src/domain/', pathNot: TEST },
      to: {
        pathNot: [
          ...['^services/[^/]+/src/domain/', '^libs/kernel/', '^libs/protocols/', '^libs/text/'],
          '^libs/contracts/src/words\\.ts$',
        ],
      },
    },
    {
      name: 'kernel-depends-on-nothing',
      severity: 'error',
      comment: 'Nothing but itself and what Node has built in.',
      from: { path: '^libs/kernel/src', pathNot: TEST },
      to: { pathNot: '^libs/kernel/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'edges-go-through-commands',
      severity: 'error',
      comment: 'http/ and events/ call commands/ or queries/; they do not reach the store.',
      from: { path: '^services/[^/]+/src/(http|events)/' },
      to: { path: '^services/[^/]+/src/store/' },
    },
    {
      name: 'http-knows-no-events',
      severity: 'error',
      from: { path: '^services/[^/]+/src/http/' },
      to: { path: '^services/[^/]+/src/events/' },
    },
    {
      name: 'events-know-no-http',
      severity: 'error',
      from: { path: '^services/[^/]+/src/events/' },
      to: { path: '^services/[^/]+/src/http/' },
    },
    {
      name: 'inner-knows-no-edge',
      severity: 'error',
      from: { path: '^services/[^/]+/src/(domain|store|ports|commands|queries)/', pathNot: TEST },
      to: { path: '^services/[^/]+/src/(http/|events/|main\\.ts|app\\.ts)' },
    },
    {
      name: 'store-knows-no-command',
      severity: 'error',
      from: { path: '^services/[^/]+/src/store/', pathNot: TEST },
      to: { path: '^services/[^/]+/src/(commands|queries)/' },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      comment: 'main.ts reads the environment and starts a process when loaded.',
      from: {},
      to: { path: '^services/[^/]+/src/main\\.ts$' },
    },
    {
      name: 'sql-only-in-store',
      severity: 'error',
      comment: 'The ORM and the driver stay in store/; main.ts opens and closes them.',
      from: {
        path: '^(services|libs)/',
        pathNot: [
          '^services/[^/]+/src/store/',
          '^services/[^/]+/src/main\\.ts$',
          '^libs/(store|messaging|testing)/',
          ...TEST,
        ],
      },
      to: { path: 'node_modules/(@mikro-orm|pg|postgrator)/' },
    },
    {
      name: 'nats-only-in-messaging',
      severity: 'error',
      from: {
        path: '^(services|libs)/',
        pathNot: ['^libs/(messaging|testing)/', '^services/[^/]+/src/main\\.ts$', ...TEST],
      },
      to: { path: 'node_modules/@nats-io/' },
    },
    {
      name: 'enter-a-lib-by-its-index',
      severity: 'error',
      from: { path: '^(services|libs|scripts|tests)/([^/]+)' },
      to: {
        path: '^libs/',
        pathNot: [
          '^libs/[^/]+/src/(index|web|words|node|pkcs11|bundle|tlog|local-authority)\\.ts$',
          '^libs/(testing/src/platform|store/src/provision)/index\\.ts$',
          '^$1/$2/',
        ],
      },
    },
    {
      name: 'browser-code-stays-in-the-browser',
      severity: 'error',
      from: { path: '^services/portal/web/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-code-loads-no-page',
      severity: 'error',
      from: { path: '^services/portal/src/' },
      to: { path: '^services/portal/web/' },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { pathNot: TEST },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What redactors ours is compared with need is installed when the benchmark is run.
    exclude: { path: '(^|/)(dist|coverage)/|^tests/bench/(redactors|deciders)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
