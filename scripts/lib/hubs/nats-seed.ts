import { createUser, fromSeed } from '@nats-io/nkeys'

/** A NATS user's key pair: from its seed, or a new one. */
export function newNatsUser(seed?: string): { seed: string; publicKey: string } {
  const pair = seed ? fromSeed(new TextEncoder().encode(seed)) : createUser()
  return { seed: new TextDecoder().decode(pair.getSeed()), publicKey: pair.getPublicKey() }
}
