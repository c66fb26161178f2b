/**
 * `npm run bench:redaction [-- --data NARRATIVES] [--write]`: this project's engine beside the redactors there are on npm, over the same
 * texts in one process; the first call fetches them into tests/bench/redactors. It takes the few texts in redaction-samples.jsonl, and those of
 * each --data beside them. --write makes docs/benchmarks-redaction.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Document } from '../../scripts/lib/eval/document.ts'
import { readAmparo } from '../../scripts/lib/eval/formats/amparo.ts'
import { Measures } from '../../scripts/lib/eval/measures.ts'
import { optionsOf } from '../../scripts/lib/options.ts'
import { type Compared, redactors } from './support/redactors.ts'

const SAMPLES = fileURLToPath(new URL('redaction-samples.jsonl', import.meta.url))
const PAGE = fileURLToPath(new URL('../../docs/benchmarks-redaction.md', import.meta.url))
/** So long it takes until all that runs often is compiled, and compiled anew for what is not as in the texts before. */
const WARM_UP = 8
const SECONDS = 3

const values = optionsOf(
  { data: { type: 'string', multiple: true, default: [] }, write: { type: 'boolean', default: false } },
  `Usage: npm run bench:redaction [-- options]

  --data NARRATIVES texts with marked identities, beside those that come with it; may be given several times
  --write           writes docs/benchmarks-redaction.md
  --help            this text`,
)
const from = process.env['INIT_CWD'] ?? process.cwd()
const compared = await redactors()
const tables: string[] = []
for (const path of [SAMPLES, ...values.data.map(given => resolve(from, given))]) tables.push(await tableOf(path))
const page = pageOf(tables)
console.log(page)
if (values.write) writeFileSync(PAGE, page)

async function tableOf(path: string): Promise<string> {
  const documents = readAmparo(readFileSync(path, 'utf8'))
  const characters = documents.reduce((sum, d) => sum + d.text.length, 0)
  const rows: string[] = []
  for (const one of compared) rows.push(await rowOf(one, documents))
  return `${documents.length} texts in four languages (${basename(path)}, ${characters.toLocaleString('en')} characters):

| | direct identifiers masked | names of them | quasi-identifiers | entities | innocent words lost | texts withheld | characters a second |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

async function rowOf(one: Compared, documents: readonly Document[]): Promise<string> {
  const measures = new Measures()
  for (const document of documents) {
    const { spans, withheld } = await one.find(document)
    measures.add(document, spans)
    measures.texts.add(withheld)
  }
  const speed = await speedOf(one, documents)
  return `| ${[
    one.name,
    percent(measures.mentions.get('tier direct').value),
    percent(measures.mentions.get('names').value),
    percent(measures.mentions.get('tier quasi').value),
    percent(measures.entities.get('direct').value),
    percent(measures.innocent.get('all').value),
    measures.texts.hits,
    Math.round(speed).toLocaleString('en'),
  ].join(' | ')} |`
}

/** Characters a second of processor time, once warm. */
async function speedOf(one: Compared, over: readonly Document[]): Promise<number> {
  await charactersIn(WARM_UP, one, over)
  return charactersIn(SECONDS, one, over)
}

async function charactersIn(least: number, one: Compared, over: readonly Document[]): Promise<number> {
  const began = process.cpuUsage()
  let characters = 0
  let seconds = 0
  while (seconds < least) {
    for (const document of over) {
      await one.find(document)
      characters += document.text.length
    }
    seconds = process.cpuUsage(began).user / 1e6
  }
  return characters / seconds
}

function percent(value: number): string {
  return Number.isNaN(value) ? '-' : `${(100 * value).toFixed(1)} %`
}

function pageOf(tables: readonly string[]): string {
  return `# Redaction beside others

Made by \`npm run bench:redaction -- --write\`. Fictional texts, all in one process, on one core of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}.
Each redactor runs with its own defaults. The others are made for English and for data of the United States above all; this table says what
they would do with the texts of this field, not what they are worth elsewhere.

A mention counts as masked when no letter or digit of it is left; an entity when all its mentions are. Innocent words are words outside of
every marked piece; one is lost when any part of it is masked. "With the form": the engine also knows what the intake form says of the
subject. The engine's time is that of the whole: masked, and searched a second time; a text in which that search finds something is withheld.

${tables.join('\n')}`
}
