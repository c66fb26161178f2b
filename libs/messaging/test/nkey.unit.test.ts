import { randomBytes } from 'node:crypto'
import { nkeys } from '@nats-io/transport-node'
import { describe, expect, it } from 'vitest'
import { nkeyAuthentication, readNkey } from '../src/nkey.ts'

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('The key of a NATS user', () => {
  it.each(Array.from({ length: 8 }, () => nkeys.createUser()))(
    'is the one that the broker’s own library reads',
    pair => {
      const { publicKey, sign } = readNkey(`${textOf(pair.getSeed())}\n`)
      expect(publicKey).toBe(pair.getPublicKey())
      const challenge = randomBytes(16).toString('base64url')
      expect(pair.verify(new TextEncoder().encode(challenge), sign(challenge))).toBe(true)
    },
  )

  it('answers a challenge, and only gives its name where there is none', () => {
    const pair = nkeys.createUser()
    const authenticate = nkeyAuthentication(textOf(pair.getSeed()))
    const sig = Buffer.from(pair.sign(new TextEncoder().encode('challenge'))).toString('base64')
    expect(authenticate('challenge')).toEqual({ nkey: pair.getPublicKey(), sig })
    expect(authenticate()).toEqual({ nkey: pair.getPublicKey(), sig: '' })
  })

  const seed = textOf(nkeys.createUser().getSeed())
  const other = seed[20] === 'A' ? 'B' : 'A'
  it.each([
    ['nothing', ''],
    ['a letter too few', seed.slice(0, -1)],
    ['another letter', `${seed.slice(0, 20)}${other}${seed.slice(21)}`],
    ['the key of an account', textOf(nkeys.createAccount().getSeed())],
    ['what is no base32', `${seed.slice(0, -1)}1`],
  ])('is not read from %s, and the text is not told', (_, text) => {
    expect(() => readNkey(text)).toThrow(new TypeError('no seed of a NATS user'))
  })
})
