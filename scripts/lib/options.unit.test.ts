import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const script = (name: string): string => fileURLToPath(new URL(`../${name}.ts`, import.meta.url))

// Each starts a program that loads the text engine with its lists: seconds of work, and many more where others work beside it.
describe('A command of the text engine', () => {
  it('prints its usage when asked', () => {
    const args = [script('redact'), '--help']
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toMatch(/^Usage: npm run redact/)
  })

  it.each(['eval-redaction', 'redact', 'train-names', 'train-judge', 'train-official'])(
    'answers an option it does not know with what is wrong and the usage, not with a stack: %s',
    name => {
      const { status, stderr } = spawnSync(process.execPath, [script(name), '--nonsense'], { encoding: 'utf8' })
      expect(status).toBe(2)
      expect(stderr).toContain("Unknown option '--nonsense'")
      expect(stderr).toContain(`Usage: npm run ${name.replace('-', ':')}`)
      expect(stderr).not.toContain('    at ')
    },
  )
})

describe('A command that would work for minutes, or write a file', () => {
  it.each([
    ['demo', 'npm run demo'],
    ['test', 'npm test'],
    ['check', 'npm run check'],
    ['build-open', 'npm run build:open'],
  ])('prints its usage when asked, and does nothing else: %s', (name, called) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script(name), '--help'], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^Usage: ${called}\\b[^]*--help`))
    expect(existsSync('--help')).toBe(false)
  })

  it.each(['test', 'check', 'build-open'])('does nothing on an option it does not know: %s', name => {
    const { status, stderr } = spawnSync(process.execPath, [script(name), '--nonsense'], { encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toContain("Unknown option '--nonsense'")
    expect(existsSync('--nonsense')).toBe(false)
  })
})
