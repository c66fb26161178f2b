/** One vitest project as a step: counts come from its JSON report, so a run that crashed or found nothing cannot look fine. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Skipped } from './skipped.ts'
import { exec, type Outcome, root, type Step } from './steps.ts'

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName?: string; failureMessages?: string[] | null }[]
  }[]
}

export type Project = 'unit' | 'int' | 'e2e' | 'long-unit' | 'long-int' | 'long-e2e'

export const tests = (
  project: Project,
  { env = {}, show = false }: { env?: Record<string, string>; show?: boolean } = {},
): Step => ({
  name: `tests: ${project}`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'amparo-report-'))
    try {
      const report = join(folder, 'report.json')
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      const { code, output } = await exec('vitest', ['run', '--project', project, ...reporters], { env, show })
      return tally(read(report), code, output)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
})

function read(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** A file that could not be loaded, an error outside any test, and a run without tests each count as one failure. */
function tally(report: Report | undefined, code: number, output: string): Outcome {
  if (!report) return { passed: 0, failed: 1, skipped: 0, output, note: 'no report' }
  const passed = report.numPassedTests
  const skipped = report.numPendingTests + report.numTodoTests
  const broken = report.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failures = report.numFailedTests + broken
  const failed = failures === 0 && (code !== 0 || passed === 0) ? 1 : failures
  const counts = [
    `${passed} passed`,
    ...(failed ? [`${failed} failed`] : []),
    ...(skipped ? [`${skipped} skipped`] : []),
  ]
  return {
    passed,
    failed,
    skipped,
    skippedIn: skippedIn(report),
    failures: failuresIn(report),
    output,
    note: passed + failures === 0 ? 'no test was run' : counts.join(', '),
  }
}

/** Which files have tests that were skipped, and how many. */
const skippedIn = ({ testResults }: Report): Skipped[] =>
  testResults.flatMap(({ name, assertionResults }) => {
    const count = assertionResults.filter(({ status }) => NOT_RUN.has(status)).length
    return count === 0 ? [] : { file: relative(root, name), count }
  })

const MESSAGE_LINES = 8

/** File, test and how its message begins. */
const failuresIn = ({ testResults }: Report): string[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter(result => result.status === 'failed')
    const told = failed.map(({ fullName = '', failureMessages }) => said(name, fullName, failureMessages?.join('\n')))
    return status === 'failed' && failed.length === 0 ? [said(name, 'could not be run', message)] : told
  })
const said = (file: string, test: string, message = '') =>
  [`${relative(root, file)} > ${test}`, ...message.trimEnd().split('\n').slice(0, MESSAGE_LINES)].join('\n')

const NOT_RUN = new Set(['skipped', 'pending', 'todo', 'disabled'])
