import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  baseConfig,
  ConfigError,
  deliveryEnds,
  httpConfig,
  jsonFile,
  parseConfig,
  redacted,
  secretFile,
  secretJsonFile,
} from '../src/index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'amparo-config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, contents: string, mode = 0o600): string {
  const path = join(folder, name)
  writeFileSync(path, contents)
  chmodSync(path, mode)
  return path
}

const problemsOf = (parse: () => unknown): string => {
  try {
    parse()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

test('Every wrong or missing variable is named at once, and no value is', () => {
  const message = problemsOf(() =>
    parseConfig(baseConfig, {
      AMPARO_HUB: 'not a hub',
      AMPARO_HTTP_PORT: '99999999',
      AMPARO_DATABASE_URL: 'mysql://u:pw@x/y',
    }),
  )
  expect(message).toContain('AMPARO_HUB: wrong')
  expect(message).toContain('AMPARO_HTTP_PORT: wrong')
  expect(message).toContain("AMPARO_NATS_URL: missing (the hub's NATS server)")
  expect(message).not.toMatch(/not a hub|99999999|pw/)
})

test('An empty variable is a missing one, and there are defaults only for what is no secret', () => {
  expect(problemsOf(() => parseConfig(httpConfig, { AMPARO_HUB: '', AMPARO_HTTP_PORT: '0' }))).toMatch(
    /^AMPARO_HUB: missing/,
  )
  const config = parseConfig(httpConfig, { AMPARO_HUB: 'XA', AMPARO_HTTP_PORT: '0' })
  expect(config).toEqual({
    AMPARO_HUB: 'XA',
    AMPARO_HTTP_HOST: '127.0.0.1',
    AMPARO_HTTP_PORT: 0,
    AMPARO_HTTP_RATE_PER_MINUTE: 3_000,
    AMPARO_TRUSTED_PROXIES: [],
    AMPARO_LOG_LEVEL: 'info',
  })
})

test('Trusted proxies are addresses and networks; a name, or what is none, stops the start', () => {
  const proxies = (list: string) =>
    parseConfig(httpConfig, { AMPARO_HUB: 'XA', AMPARO_HTTP_PORT: '0', AMPARO_TRUSTED_PROXIES: list })
  const known = ['192.0.2.7', '172.18.0.0/16', '2001:db8::1', 'fd00::/64']
  expect(proxies(known.join(', ')).AMPARO_TRUSTED_PROXIES).toEqual(known)
  for (const wrong of ['portal', '192.0.2', '192.0.2.0/33', '192.0.2.0/', '192.0.2.0/24/8', 'fd00::/129', '*'])
    expect(
      problemsOf(() => proxies(`192.0.2.7 ${wrong}`)),
      wrong,
    ).toMatch(/^AMPARO_TRUSTED_PROXIES: not a list/)
})

test('Every variable says what it is for', () => {
  const described = z.object({ fields: z.record(z.string(), z.object({ description: z.string().min(10) })) })
  expect(() => described.parse({ fields: { ...baseConfig.shape } })).not.toThrow()
})

const secrets = z.object({ SEED: secretFile(), KEY: secretJsonFile(z.object({ d: z.string() })) })

test('A secret is read from its file and prints as stars', () => {
  const config = parseConfig(secrets, { SEED: file('seed', 'SUAVERYSECRET\n'), KEY: file('key', '{"d":"hidden"}') })
  expect(config.SEED.reveal()).toBe('SUAVERYSECRET')
  expect(config.KEY.reveal()).toEqual({ d: 'hidden' })
  for (const printed of [`${config.SEED}`, JSON.stringify(config), JSON.stringify(redacted(config))]) {
    expect(printed).not.toMatch(/SECRET|hidden/)
  }
})

test.skipIf(process.platform === 'win32').each(['640', '604', '644', '660'])(
  'A secret file that others may read (mode %s) stops the start',
  mode => {
    const env = { SEED: file('open', 'x', Number.parseInt(mode, 8)), KEY: file('key2', '{"d":"x"}') }
    expect(problemsOf(() => parseConfig(secrets, env))).toBe('SEED: its file can be read by others (chmod 600)')
  },
)

test('A file that is missing or not as described is named without its contents', () => {
  const schema = z.object({ A: jsonFile(z.object({ port: z.int() })), B: jsonFile(z.unknown()), C: secretFile() })
  const env = { A: file('a.json', '{"port":"private"}'), B: file('b.json', '{'), C: join(folder, 'absent') }
  const message = problemsOf(() => parseConfig(schema, env))
  expect(message).toContain('A: its file is not as described, at /port')
  expect(message).toContain('C: no readable file')
  expect(message).not.toContain('private')
})

test('A password in a URL is covered when the configuration is printed', () => {
  expect(redacted({ URL: 'postgres://role:hunter2@db/x', PORT: 1 })).toEqual({
    URL: 'postgres://role:***@db/x',
    PORT: 1,
  })
})

test('by when what is sent has ended is in minutes, and never so short that there is no time to deliver', () => {
  const schema = z.object(deliveryEnds)
  const HOUR = 3_600_000
  expect(parseConfig(schema, { AMPARO_END_EMERGENCY: '240' })).toMatchObject({
    AMPARO_END_EMERGENCY: 4 * HOUR,
    AMPARO_END_NORMAL: 24 * HOUR,
  })
  for (const wrong of ['179', '0', 'soon', '30000'])
    expect(problemsOf(() => parseConfig(schema, { AMPARO_END_NORMAL: wrong }))).toContain('AMPARO_END_NORMAL')
})
