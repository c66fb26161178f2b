import { type GlassBroken, glassBroken } from '@amparo/contracts'
import { on } from '@amparo/messaging'

interface Deps {
  /** Called before the event counts as handled. */
  readonly alarm: (broken: Pick<GlassBroken, 'glassId' | 'referralId' | 'agencyId' | 'userId' | 'reason'>) => void
}

/** The auditor is alarmed at once; the entry itself comes by itself, or with redaction's journal. */
export const onGlassBroken = ({ alarm }: Deps) => on(glassBroken, async event => alarm(event))
