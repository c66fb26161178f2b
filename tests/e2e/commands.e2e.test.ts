import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { install } from '../../scripts/lib/hubs/install.ts'
import { layout } from '../../scripts/lib/hubs/layout.ts'
import { freePorts } from '../../scripts/lib/hubs/ports.ts'
import { outcome, run } from './support/start-command.ts'

const scratch = tempDir('commands')
afterAll(() => removeTempDir(scratch))

const refused = async (name: 'demo.ts' | 'code.ts', args: string[]) => {
  const { code, output } = await outcome(run(name, args))
  expect({ code, output }).toMatchObject({ code: 1 })
  expect(output).not.toMatch(/^\s+at |node:internal|\.ts:\d/m)
  return output
}

describe('npm run demo', () => {
  it.each<[string, RegExp, (folder: string) => unknown]>([
    ['that is not there', /cannot be read \(ENOENT\)/, () => undefined],
    ['with no input', /holds no \.json file/, folder => mkdirSync(folder)],
    ['with a file that is not JSON', /broken\.json is not JSON/, folder => put(folder, 'broken.json', '{"id": "Maria')],
    [
      'with a file that is no input',
      /other\.json is no referral input: not an object/,
      folder => put(folder, 'other.json', '[]'),
    ],
    ['with inputs of nowhere', /No input in .* names a hub/, folder => put(folder, 'nobody.json', '{}')],
  ])('says what is wrong with a folder %s', async (name, words, make) => {
    const folder = join(scratch, name.replaceAll(' ', '-'))
    make(folder)
    const said = await refused('demo.ts', ['--inputs', folder])
    expect(said).toMatch(words)
    expect(said).toContain('Usage: npm run demo')
    expect(said).not.toContain('Maria')
  })

  it('says before it works for minutes that the result cannot be written', async () => {
    expect(await refused('demo.ts', ['--json', join(scratch, 'nowhere', 'result.jsonl')])).toContain(
      'cannot be written',
    )
    expect(await refused('demo.ts', ['--jsno', 'x'])).toContain('Usage: npm run demo')
  })

  function put(folder: string, name: string, text: string): void {
    mkdirSync(folder)
    writeFileSync(join(folder, name), text)
  }
})

describe('npm run code', () => {
  const state = join(scratch, 'state')
  const places = layout(state)
  beforeAll(async () => {
    await install({ layout: places, hubs: ['XA'], portsOf: () => freePorts(), postgresPort: 4099, onStep: () => {} })
  })

  it('tells the six digits of a user, whatever the case of the name', async () => {
    for (const name of ['police@xa', 'Police@XA'])
      expect(await outcome(run('code.ts', [name, '--state', state]))).toEqual({
        code: 0,
        output: expect.stringMatching(/^\d{6}\n$/),
      })
  })

  it('tells who there is', async () => {
    const { code, output } = await outcome(run('code.ts', ['--state', state]))
    expect(code).toBe(0)
    expect(output).toMatch(/shelter\.supervisor@xa/)
  })

  it('says what is wrong', async () => {
    expect(await refused('code.ts', ['nobody@xa', '--state', state])).toContain('There is no user nobody@xa')
    expect(await refused('code.ts', ['police@xa', '--state', join(scratch, 'none')])).toContain('npm start makes them')
    writeFileSync(places.installation, '{')
    expect(await refused('code.ts', ['police@xa', '--state', state])).toContain('installation.json is damaged')
    expect(existsSync(dirname(places.installation))).toBe(true)
  })
})
