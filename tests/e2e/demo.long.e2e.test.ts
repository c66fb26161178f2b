import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, run } from './support/start-command.ts'

const scratch = tempDir('demo-whole')
afterAll(() => removeTempDir(scratch))

const sample = (id: string): Record<string, unknown> =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../inputs/${id}.json`, import.meta.url)), 'utf8'))

/** All in one hub: one that is accepted, one that is refused, both without what is expected of them, and one that is no referral. */
const accepted = sample('amp-es-01')
const refused = sample('amp-es-05')
const INPUTS = [
  accepted,
  { ...accepted, id: 'unexpected-1', expect: undefined },
  refused,
  { ...refused, id: 'unexpected-2', expect: undefined },
  { ...accepted, id: 'malformed', consent: undefined, expect: { outcome: 'refuse', reason: 'request_invalid' } },
  { ...accepted, id: 'nowhere', to: { jurisdiction: 'nowhere', agencyType: 'shelter' }, expect: { outcome: 'refuse' } },
]
const file = join(scratch, 'results.jsonl')
let ended: { code: number | null; output: string }
let results: Record<string, unknown>[]

beforeAll(async () => {
  const inputs = join(scratch, 'inputs')
  mkdirSync(inputs)
  for (const [n, input] of INPUTS.entries()) writeFileSync(join(inputs, `${n}.json`), JSON.stringify(input))
  writeFileSync(file, 'of before', { mode: 0o644 })
  ended = await outcome(run('demo.ts', ['--inputs', inputs, '--json', file]))
  results = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
})

describe('npm run demo', () => {
  it('ends well if every input ended as it expects', () => {
    expect(ended, ended.output).toMatchObject({ code: 0 })
    expect(ended.output).not.toContain('not as expected')
  })

  it('says of each input how it ended, the same whether or not anything was expected', () => {
    const ends = results.map(({ id, outcome, code, fields, hub }) => [id, outcome, code, fields, hub])
    expect(ends).toEqual([
      ['amp-es-01', 'accepted', null, [], 'XA'],
      ['unexpected-1', 'accepted', null, [], 'XA'],
      ['amp-es-05', 'refused', 'purpose_outside_consent', [], 'XA'],
      ['unexpected-2', 'refused', 'purpose_outside_consent', [], 'XA'],
      ['malformed', 'refused', 'request_invalid', ['/consent'], null],
      ['nowhere', 'refused', 'unknown_code', ['/to/jurisdiction'], 'nowhere'],
    ])
  })

  it('writes one object a line, for its owner only', () => {
    const keys = ['id', 'outcome', 'code', 'fields', 'referralId', 'hub', 'view', 'withheld', 'audit', 'ms']
    for (const result of results) expect(Object.keys(result)).toEqual(keys)
    const [first] = results
    expect(first).toMatchObject({
      referralId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      view: { identity: { names: expect.any(Array) } },
      audit: { entries: expect.any(Number), verified: true },
    })
    // Refused before there was a referral: nothing was verified.
    expect(results.at(2)).toMatchObject({ referralId: null, audit: { entries: 0, verified: false } })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('looks for identity where it must not be, and shows that it would find it', () => {
    expect(ended.output).toMatch(/identity found outside the vault: 0 \(searched \d+ strings in \d+ bytes\)/)
    expect(ended.output).toContain('canaries found: 3 of 3')
  })
})
