import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const script = (name: string): string => fileURLToPath(new URL(`../${name}.ts`, import.meta.url))

describe.each(['eval-redaction', 'redact', 'train-names', 'train-judge'])('%s', name => {
  it('prints its usage when asked', () => {
    expect(execFileSync(process.execPath, [script(name), '--help'], { encoding: 'utf8' })).toMatch(/^Usage: npm run/)
  })

  it('answers an option it does not know with what is wrong and the usage, not with a stack', () => {
    const { status, stderr } = spawnSync(process.execPath, [script(name), '--nonsense'], { encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toContain("Unknown option '--nonsense'")
    expect(stderr).toContain('Usage: npm run')
    expect(stderr).not.toContain('    at ')
  })
})
