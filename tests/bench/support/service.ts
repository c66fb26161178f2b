import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { generateSigningKey, loadSigningKey, loadTrust } from '@amparo/crypto'
import { buildHttp, createTokenVerifier } from '@amparo/http'
import { createLog } from '@amparo/observability'
import { loadBook } from '@amparo/protocols'
import { openStore } from '@amparo/store'
import { buildApp } from '../../../services/referral/src/app.ts'
import { bookWith } from '../../../services/referral/src/domain/book.ts'
import { startNewsFeed } from '../../../services/referral/src/news-feed.ts'
import { entities } from '../../../services/referral/src/store/rows.ts'
import { BUSY, USER } from './busy.ts'

const ISSUER = 'https://issuer.example'
const AUDIENCE = 'urn:amparo:hub:XA'

export interface Answer {
  readonly items: readonly { readonly id?: string; readonly state?: string }[]
  readonly next: string | null
}

/** The service's routes over HTTP on this database, with tokens as an issuer signs them. Nothing else of a hub is needed to read. */
export async function serveLists(url: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const jwks = {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kty: 'OKP', kid: 'bench', use: 'sig', alg: 'EdDSA' }],
  }
  const verifier = createTokenVerifier({ issuer: ISSUER, audience: AUDIENCE, hub: 'XA', jwks })
  const log = createLog({ service: 'referral', hub: 'XA', level: 'warn' })
  const store = await openStore({ url, service: 'referral', entities, applicationName: 'bench' })
  const http = await buildHttp({ service: 'referral', log, verifier, store })
  const feed = startNewsFeed(store)
  const key = generateSigningKey()
  const trust = loadTrust({ redaction: key.publicJwk, consent: key.publicJwk })
  const ask = () => Promise.reject(new Error('reading asks nobody'))
  const clients = { http, store, feed, ask, verifier, sign: loadSigningKey(key.privateJwk), trust, log }
  const app = buildApp({ ...clients, hub: 'XA', book: bookWith(loadBook()), now: () => new Date(), newId: randomUUID })
  const address = await http.listen({ host: '127.0.0.1', port: 0 })

  /** As an issuer makes it (RFC 9068), good for five minutes. */
  const token = () => {
    const iat = Math.floor(Date.now() / 1000)
    const times = { iat, exp: iat + 300, auth_time: iat }
    const who = { iss: ISSUER, aud: AUDIENCE, sub: USER, jti: randomUUID(), client_id: 'bench', hub: 'XA' }
    const claims = { ...times, ...who, agency: BUSY.agencyId, acr: 'urn:amparo:acr:mfa', scope: 'referral:read' }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ alg: 'EdDSA', typ: 'at+jwt', kid: 'bench' })}.${part(claims)}`
    return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
  }
  const get = async (path: string, bearer: string): Promise<Answer> => {
    const response = await fetch(address + path, { headers: { authorization: `Bearer ${bearer}` } })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<Answer>
  }
  const stop = async () => {
    await http.close()
    await feed.stop()
    await store.close()
  }
  return { get, token, stop, app }
}
