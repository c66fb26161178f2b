import { deliveryDues, secretFile } from '@amparo/config'
import { z } from 'zod'
import { edgeFile } from './edge-file.ts'

const number = (least: number, otherwise: number) => z.coerce.number().int().min(least).default(otherwise)

export const extraConfig = z.object({
  AMPARO_EXCHANGE_KEY_FILE: secretFile().describe('OpenPGP private key that signs edge messages and evidence'),
  AMPARO_EDGE_FILE: edgeFile().describe("the hub's own edge and its peers'"),
  AMPARO_EDGE_POLL_MS: number(10, 2_000).describe('longest time between two looks at what is due'),
  AMPARO_EDGE_RETRY_FIRST_MS: number(10, 1_000).describe('wait before a message is sent again; doubled each time'),
  AMPARO_EDGE_RETRY_MAX_MS: number(10, 60_000).describe('longest wait before a message is sent again'),
  ...deliveryDues,
  AMPARO_EDGE_MESSAGES_PER_SECOND: number(1, 50).describe('how much of a peer is taken in, in the long run'),
  AMPARO_EDGE_BYTES_PER_SECOND: number(1024, 16 * 1024 ** 2).describe('the same in bytes'),
})
