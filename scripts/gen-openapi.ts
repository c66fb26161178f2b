/** Writes docs/openapi/<service>.json from the routes' own schemas; with --check it only compares. */
import { describedApps } from './lib/docs/apps.ts'
import { writeOrCheck } from './lib/docs/document.ts'

const PROBLEM = 'application/problem+json'

type Responses = Record<string, { content?: object }>
interface Document {
  paths?: Record<string, Record<string, { responses?: Responses }>>
  components?: object
}

/** Every route repeats the schema of a problem, and which refusals there are; a document that people compare names each once. */
function withRefusalsOnce(document: object): object {
  let problem: object | undefined
  const named: Document = JSON.parse(
    JSON.stringify(document, (key, value: { schema?: object }) => {
      if (key !== PROBLEM) return value
      problem ??= value.schema
      return { schema: { $ref: '#/components/schemas/Problem' } }
    }),
  )
  const refusals: Record<string, object> = {}
  const once = (status: string, response: { content?: object }): object => {
    if (!(PROBLEM in (response.content ?? {}))) return response
    const name = `Refused${status}`
    refusals[name] ??= response
    const isSame = JSON.stringify(refusals[name]) === JSON.stringify(response)
    return isSame ? { $ref: `#/components/responses/${name}` } : response
  }
  for (const operation of Object.values(named.paths ?? {}).flatMap(methods => Object.values(methods))) {
    const responses = Object.entries(operation.responses ?? {})
    operation.responses = Object.fromEntries(responses.map(([status, one]) => [status, once(status, one)]))
  }
  return { ...named, components: { ...named.components, schemas: { Problem: problem }, responses: refusals } }
}

const documents: Record<string, string> = {}
for (const [service, app] of Object.entries(await describedApps())) {
  await app.ready()
  documents[`docs/openapi/${service}.json`] = `${JSON.stringify(withRefusalsOnce(app.swagger()), null, 2)}\n`
  await app.close()
}
writeOrCheck(documents, 'gen-openapi.ts')
