import type { EvidenceDetail } from '@amparo/client'
import { useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import type { Letter } from './victims.tsx'

/** The request is not as it was when this page showed it. */
const OUTDATED: readonly string[] = ['request_moved_on', 'request_step_not_allowed', 'request_step_blocked']

interface After {
  done(what: string): Promise<void>
  outdated(): void
}

/** Takes a step of the request's protocol, which names by their hash the reasons that are written to the other authority; one that comes too late has the page load the request again. */
export function useStep({ id, version, allowedSteps }: EvidenceDetail, { done, outdated }: After) {
  const { t, say, language } = useWords()
  const { client } = useSignedIn()
  const { once } = useKeys()
  const written = useRef<{ readonly letter: Letter; readonly sha256: string }>(undefined)
  /** To the other authority first; tried again, the same words are not sent twice. */
  const named = async (letter: Letter): Promise<string> => {
    const before = written.current
    if (before?.letter.text === letter.text && before.letter.victims === letter.victims) return before.sha256
    const said = { requestId: id, lang: language, ...letter, attachments: [] }
    const { sha256 } = await once(said, key => client.writeRequestLetter(said, key))
    written.current = { letter, sha256 }
    return sha256
  }
  return useAction(async (step: string, data?: object, reasons?: Letter) => {
    const said = reasons === undefined ? data : { ...data, reasons: await named(reasons) }
    await client.evidenceStep(id, version, step, said).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && OUTDATED.includes(String(error.code))) outdated()
      throw error
    })
    const taken = allowedSteps.find(one => one.step === step)
    await done(t.evidence.done(taken ? say(taken.text) : step))
  })
}

/** By which people tell items of one request apart. */
export const shortOf = (item: string): string => item.slice(0, 8)
