import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

describe('A command line that is not understood', () => {
  it.each([
    ['keys', ['--compromized'], /^Unknown option '--compromized'\n.*npm run keys -- --help\n$/],
    ['keys', ['suspnd'], /^suspnd is none of the steps\.\n.*\n$/],
    ['keys', [], /^Say what is to be done\.\n.*\n$/],
    ['keys', ['rotate', 'status'], /^One step at a time: status is one too many\.\n.*\n$/],
    ['keys', ['agency-key'], /^Say of which agency: --agency ID\.\n.*\n$/],
    ['code', ['--user', 'police@xa'], /^Unknown option '--user'\n\nUsage: npm run code /],
    ['code', ['police@xa', 'shelter@xa'], /^Name one user, or none\.\n\nUsage: npm run code /],
    ['hub-join', [], /^ *Name the one file that the inviting hub has sent\.\n\nUsage: npm run hub:join /],
    ['hub-join', ['/nowhere.json'], /^ *There is no file \/nowhere\.json\.\n\nUsage: npm run hub:join /],
    ['provision', ['hubs', '--hub', 'XA'], /^Unknown option '--hub'\n\nUsage: node scripts\/provision\.ts /],
    ['provision', ['hub'], /^hub is no step\.\n\nUsage: /],
    ['provision', ['secrets'], /^--superuser-password is missing\.\n\nUsage: /],
    ['hub-invite', [], /^ *--for takes the code of another hub/],
  ])('is answered with what is wrong with it: %s %j', (name, args, words) => {
    const { status, stderr } = spawnSync(process.execPath, [script(name), ...args], { encoding: 'utf8' })
    expect(stderr).toMatch(words)
    expect(status).toBe(2)
  })

  it.each(['keys', 'code'])('is none that asks how it is used: %s', name => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script(name), '--help'], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} `))
  })
})

describe('A command whose files or disk are at fault', () => {
  const inShell = (command: string) => spawnSync('bash', ['-c', command], { encoding: 'utf8' })
  const called = (name: string) => `'${process.execPath}' '${script(name)}'`

  it('ends without a word where nobody reads on', () => {
    const { stdout, stderr } = inShell(`${called('protocol')} list | true; echo "\${PIPESTATUS[0]}"`)
    expect({ stdout, stderr }).toEqual({ stdout: '2\n', stderr: '' })
  })

  it('says that what it was to print cannot be written', () => {
    const { status, stderr } = inShell(`${called('protocol')} list > /dev/full`)
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'What was to be printed cannot be written (ENOSPC).\n',
    })
  })

  it('says what is wrong with a file, and nothing of what stands in it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'options-'))
    const file = join(folder, 'some texts.jsonl')
    writeFileSync(file, '{"id":"a"}\n{"text": Ana Ficticia')
    const broken = inShell(`${called('eval-redaction')} --data '${file}'`)
    expect(broken.stderr).toMatch(/^Line 1 of --data is not as --format takes it \(\w+\)\.\n\nUsage: /)
    const onto = inShell(`${called('audit-export')} --log '${folder}' --to '${file}'`)
    expect(onto).toMatchObject({ status: 1, stderr: expect.stringMatching(/^ENOTDIR: .*some texts\.jsonl'\n$/) })
    const nowhere = inShell(`${called('audit-verify')} --log '${folder}/nowhere'`)
    expect(nowhere).toMatchObject({ status: 2, stderr: `There is no folder ${folder}/nowhere.\n` })
    rmSync(folder, { recursive: true })
  })
})
