/** Everything about the code that a machine can tell without a database or a broker. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { command, exec, root, type Step, verdict } from './steps.ts'
import { tests } from './vitest.ts'

/** The contracts as last released; made by `npm run contracts:release`. */
export const BASELINE = 'proto/baseline.binpb'
const GENERATED = 'libs/contracts/src/gen'

/** Slow ones first: two run side by side. */
export const checks = (): Step[] => [
  tests('unit'),
  command('types', 'tsc', '--project', 'tsconfig.json'),
  ...(hasFile('services/portal/web', /\.tsx?$/)
    ? [command('types of the web page', 'tsc', '--project', 'services/portal/web')]
    : []),
  command('format and lint', 'biome', 'check', '--error-on-warnings', '.'),
  command(
    'import rules',
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    '--no-progress',
    '--output-type',
    'err',
    ...['services', 'libs', 'scripts', 'tests'].filter(folder => existsSync(join(root, folder))),
  ),
  command('unused code and dependencies', 'knip', '--no-progress', '--no-config-hints'),
  command('package boundaries', 'turbo', 'boundaries'),
  command('contracts: lint', 'buf', 'lint', 'proto'),
  unbroken(),
  generatedContracts,
  ...generators().map(script => command(`generated: ${script}`, 'node', script, '--check')),
]

export const unbroken = (baseline = BASELINE): Step => ({
  name: 'contracts: nothing broken',
  run: async () => {
    if (!existsSync(join(root, baseline)))
      return verdict(false, `${baseline} is missing: without it nothing is compared. Bring it back from the history.`)
    const { code, output } = await exec('buf', ['breaking', 'proto', '--against', baseline])
    return verdict(code === 0, output)
  },
})

const generatedContracts: Step = {
  name: 'contracts: generated code',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'amparo-gen-'))
    try {
      const args = ['generate', 'proto', '--template', 'proto/buf.gen.yaml', '--output', join(folder, 'proto')]
      const { code, output } = await exec('buf', args)
      if (code !== 0) return verdict(false, output)
      const different = difference(join(root, GENERATED), join(folder, GENERATED))
      return verdict(different.length === 0, `Run \`npm run generate\`; these differ:\n${different.join('\n')}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function difference(is: string, shouldBe: string): string[] {
  const names = new Set([...filesIn(is), ...filesIn(shouldBe)])
  const read = (folder: string, name: string) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined
  return [...names].filter(name => read(is, name) !== read(shouldBe, name)).sort()
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
}

const hasFile = (folder: string, pattern: RegExp) => filesIn(join(root, folder)).some(name => pattern.test(name))

/** scripts/gen-*.ts write documents from code; with --check they only compare. */
const generators = () =>
  readdirSync(join(root, 'scripts'))
    .filter(name => /^gen-.*\.ts$/.test(name))
    .map(name => `scripts/${name}`)
