import { readNkey } from '@amparo/messaging'
import { createUser } from '@nats-io/nkeys'

/** A NATS user's key pair: from its seed, or a new one. */
export function newNatsUser(seed = new TextDecoder().decode(createUser().getSeed())): {
  seed: string
  publicKey: string
} {
  return { seed, publicKey: readNkey(seed).publicKey }
}
