import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { missingPrerequisites, PREREQUISITES } from './prerequisites.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const listed = PREREQUISITES.flatMap(({ programs }) => programs)
const isStrict = ['true', '1'].includes(process.env['CI'] ?? '')

describe('what tests need and npm cannot bring', () => {
  it('is all there where CI=true: a suite that is passed over must not look like one that has passed', () => {
    // Elsewhere the run's own summary names what is missing.
    const forbidden = isStrict ? missingPrerequisites() : []
    expect(forbidden.map(({ name }) => name)).toEqual([])
  })

  it('is listed, whatever a test asks for before it runs', () => {
    const tests = globSync('{services,libs,tests,scripts}/**/*.test.ts', {
      cwd: root,
      exclude: path => path.includes('node_modules'),
    })
    const wanted = tests.flatMap(path =>
      [...read(path).matchAll(/(?:installed|hasProgram)\('(?<program>[\w.-]+)'\)/g)].map(
        ({ groups }) => groups?.['program'] ?? '',
      ),
    )
    expect(wanted.length).toBeGreaterThan(10)
    expect([...new Set(wanted)].filter(program => !listed.includes(program))).toEqual([])
  })

  it('is what the run on a bare machine installs', () => {
    const run = read('.ci/run')
    const installs = PREREQUISITES.filter(({ programs }) => programs.some(program => run.includes(program)))
    // In every Debian.
    expect(PREREQUISITES.filter(one => !installs.includes(one)).map(({ name }) => name)).toEqual(['script'])
  })
})
