/**
 * `npm run eval:redaction -- --data PATH [--format amparo|tab|meddocan|conll] [--lang NAME] [--system engine|tagger] [--traces NAME] [--bias NUMBER] [--only PERSON,PLACE]
 * [--errors] [--json FILE]`: what is masked of what had to be, and what was lost beside it, with the intake form's identity and without. The engine
 * is measured whole: masked, and searched a second time.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { LANGUAGES, languageOf } from '@amparo/text'
import { errorsOf } from './lib/eval/errors.ts'
import { FORMATS, readDocuments } from './lib/eval/formats/index.ts'
import { Measures } from './lib/eval/measures.ts'
import { tableOf, valuesOf } from './lib/eval/report.ts'
import { speedOf } from './lib/eval/speed.ts'
import { type System, systemOf } from './lib/eval/systems.ts'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, optionsOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const TRACES = ['as_read', 'weighed', 'withheld', 'told'] as const

const usage = `Usage: npm run eval:redaction -- --data PATH [options]

  --data PATH       texts with marked identities, a file or (tab, meddocan, conll) a folder
  --format NAME     how they are marked: ${FORMATS.join(', ')} (default amparo)
  --lang NAME       the language of a CoNLL file whose name does not begin with it
  --system NAME     what is measured: engine, or tagger, the name tagger alone (default engine)
  --traces NAME     what is told of judgments and reports of hospitals: ${TRACES.join(', ')}; default weighed, of the public sets as_read,
                    as their own reader alone decides
  --bias NUMBER     how much the tagger favours names, in logits
  --only TYPES      counts only what is masked as these types: PERSON,ALIAS
  --errors          prints every leak and every word lost in its surroundings: only for texts that are fiction
  --json FILE       writes the figures there, too
  --help            this text`

const values = optionsOf(
  {
    data: { type: 'string' },
    format: { type: 'string', default: 'amparo' },
    lang: { type: 'string' },
    system: { type: 'string', default: 'engine' },
    only: { type: 'string' },
    bias: { type: 'string' },
    traces: { type: 'string' },
    errors: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
  usage,
)

try {
  await main()
} catch (error) {
  misunderstood(error, usage)
}

async function main(): Promise<void> {
  if (values.data === undefined) throw new UsageError('Say what to measure on: --data PATH.')
  const format = FORMATS.find(known => known === values.format)
  if (format === undefined) throw new UsageError(`--format is one of: ${FORMATS.join(', ')}.`)
  const bias = values.bias === undefined ? undefined : Number(values.bias)
  if (Number.isNaN(bias)) throw new UsageError('--bias takes a number.')
  const asked = values.traces ?? (format === 'amparo' ? 'weighed' : 'as_read')
  const traces = TRACES.find(known => known === asked)
  if (traces === undefined) throw new UsageError(`--traces is one of: ${TRACES.join(', ')}.`)
  const path = givenPath(values.data)
  if (!existsSync(path)) throw new UsageError(`There is no file ${values.data}.`)
  const lang = values.lang === undefined ? undefined : languageOf(values.lang)
  if (values.lang !== undefined && lang === undefined)
    throw new UsageError(`--lang is one of: ${LANGUAGES.join(', ')}.`)
  const documents = readDocuments(path, format, lang)
  const system = limited(systemOf(values.system, bias, traces), values.only?.split(','))
  const results = []
  for (const withIdentity of documents.some(d => d.identity !== undefined) ? [true, false] : [false]) {
    const name = `${values.system}, ${withIdentity ? 'with' : 'without'} the form's identity`
    const measured = documents.map(d => (withIdentity ? d : { ...d, identity: undefined }))
    const measures = new Measures()
    for (const document of measured) {
      const { spans: found, withheld } = system(document.text, { lang: document.lang, identity: document.identity })
      measures.add(document, found)
      measures.texts.add(withheld)
      if (values.errors) console.log(errorsOf(document, found))
    }
    const charactersASecond = speedOf(system, measured)
    console.log(tableOf(name, measures, charactersASecond))
    results.push({ name, withIdentity, documents: documents.length, charactersASecond, ...valuesOf(measures) })
  }
  if (values.json !== undefined) writeFileSync(givenPath(values.json), `${JSON.stringify(results, null, 2)}\n`)
}

function limited(system: System, types: readonly string[] | undefined): System {
  if (types === undefined) return system
  return (text, context) => {
    const { spans, withheld } = system(text, context)
    return { spans: spans.filter(span => types.includes(span.type)), withheld }
  }
}
