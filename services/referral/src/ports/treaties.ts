import type { Ask } from '@amparo/asking'
import { create, directoryInstruments, InstrumentsRequestSchema, Matter } from '@amparo/contracts'

/** Codes of the treaties in force between two hubs in criminal matters, as the directory has them. */
export type FindTreaties = (fromHub: string, toHub: string) => Promise<readonly string[]>

export const findTreaties =
  (ask: Ask): FindTreaties =>
  async (fromHub, toHub) => {
    const request = create(InstrumentsRequestSchema, { fromHub, toHub, matter: Matter.CRIMINAL })
    const { instruments } = await ask(directoryInstruments, request)
    return instruments.map(({ treaty }) => treaty)
  }
