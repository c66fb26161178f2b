import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const run = (name: string, args: readonly string[], env = process.env) => {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  return spawnSync(process.execPath, ['--expose-gc', file, ...args], { encoding: 'utf8', env })
}

// Each starts a program that loads services: seconds of work where others work beside it.
describe('A benchmark', () => {
  it.each(['decide', 'exchange', 'files', 'lists', 'log', 'redaction'])(
    'answers an option it does not know with what is wrong and the usage, not with a stack: %s',
    name => {
      const { status, stderr } = run(name, ['--nonsense'])
      expect(stderr).toContain("Unknown option '--nonsense'")
      expect(stderr).toContain(`Usage: npm run bench:${name}`)
      expect(stderr).not.toContain('    at ')
      expect(status).toBe(2)
    },
  )

  it('prints its usage when asked, and says which of its parts there are', () => {
    expect(run('log', ['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Usage: npm run bench:log/),
    })
    const { status, stderr } = run('log', ['--only', 'reading'])
    expect(stderr).toMatch(/^--only takes one of latency, writing/)
    expect(status).toBe(2)
  })

  it('says at once what to run where what it needs is not installed', () => {
    const { status, stderr } = run('decide', [], { ...process.env, PATH: '/nowhere' })
    expect(stderr).toBe('vitest is not installed here: npm run check installs it and what else this needs.\n')
    expect(status).toBe(1)
  })
})
