import { existsSync, readFileSync } from 'node:fs'
import { directoryStatement } from '@amparo/contracts'
import { z } from 'zod'
import { writePrivate } from '../hubs/secrets.ts'

/** What a hub keeps of an invitation that it gave or took, so that each is good for one joining. */
const record = z.strictObject({
  id: z.uuid(),
  /** The other hub. */
  with: z.string(),
  /** Of the invitation's text, hex. */
  invitation: z.string(),
  expiresAt: z.iso.datetime(),
  /** On what the exchange is to rest, as it was offered. */
  instruments: directoryStatement.shape.instruments,
  /** `open`: given; `joining`: being carried out, by this answer and no other; `used`: done. */
  state: z.enum(['open', 'joining', 'used']),
  /** Of the acceptance's text, hex, once it has come. */
  acceptance: z.string().optional(),
})
export type JoiningRecord = z.output<typeof record>

export const readRecord = (file: string): JoiningRecord | undefined =>
  existsSync(file) ? record.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined

export const writeRecord = (file: string, kept: JoiningRecord): void => writePrivate(file, kept)
