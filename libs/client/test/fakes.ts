import { type ClientKeys, createKeyPair, type Session } from '../src/index.ts'

export const urls = {
  directory: 'https://hub.example/directory',
  redaction: 'https://hub.example/redaction',
  consent: 'https://hub.example/consent',
  referral: 'https://hub.example/referral',
  audit: 'https://hub.example/audit',
}
const keys: ClientKeys = await createKeyPair()

/** Somebody who is signed in, of a fictional agency. */
export const fakeSession: Session = {
  hub: 'XA',
  agency: '0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01',
  user: '6a8c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a02',
  keys,
  authorize: async ({ method, url }) => ({ authorization: `DPoP of ${method} ${url}` }),
}
