import { createEngine } from '@amparo/text'
import { type Language, lists, loadJudge, loadNameTagger, type NameTagger } from '@amparo/text/node'
import { UsageError } from '../usage-error.ts'
import { type Identity, identityOf } from './identity.ts'
import type { Found } from './measures.ts'

/** Anything that finds what is to be masked. */
export type Analyse = (text: string, context: { lang: Language; identity: Identity | undefined }) => readonly Found[]

const SYSTEMS: Readonly<Record<string, (tagger: NameTagger) => Analyse>> = {
  engine: tagger => {
    const engine = createEngine({ tagger, judge: loadJudge(), lists })
    return (text, { lang, identity }) =>
      engine.analyse(text, identity === undefined ? { lang } : { lang, identity: identityOf(identity) })
  },
  tagger:
    tagger =>
    (text, { lang }) =>
      tagger.tag(text, lang),
}

/** @param bias how much the tagger favours names; its own default when missing */
export function systemOf(name: string, bias: number | undefined): Analyse {
  const load = SYSTEMS[name]
  if (load === undefined) throw new UsageError(`--system is one of: ${Object.keys(SYSTEMS).join(', ')}.`)
  return load(loadNameTagger(bias === undefined ? {} : { bias }))
}
