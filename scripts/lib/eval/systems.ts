import type { Policy } from '@amparo/text'
import { type Language, loadNameTagger, type NameTagger } from '@amparo/text/node'
import { UsageError } from '../usage-error.ts'
import { type Identity, identityOf } from './identity.ts'
import { type Outcome, wholeEngine } from './whole.ts'

/** Anything that finds what is to be masked. */
export type System = (text: string, context: { lang: Language; identity: Identity | undefined }) => Outcome

type Traces = Policy['traces']

const SYSTEMS: Readonly<Record<string, (tagger: NameTagger, traces: Traces) => System>> = {
  engine: (tagger, traces) => {
    const redact = wholeEngine(tagger, traces)
    return (text, { lang, identity }) =>
      redact(text, identity === undefined ? { lang } : { lang, identity: identityOf(identity) })
  },
  tagger:
    tagger =>
    (text, { lang }) => ({ spans: tagger.tag(text, lang), withheld: false }),
}

/**
 * @param bias how much the tagger favours names; its own default when missing
 * @param traces what the engine tells of judgments and reports of hospitals
 */
export function systemOf(name: string, bias: number | undefined, traces: Traces): System {
  const load = SYSTEMS[name]
  if (load === undefined) throw new UsageError(`--system is one of: ${Object.keys(SYSTEMS).join(', ')}.`)
  return load(loadNameTagger(bias === undefined ? {} : { bias }), traces)
}
