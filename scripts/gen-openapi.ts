/** Writes docs/openapi/<service>.json from the routes' own schemas; with --check it only compares. */
import { describedApps } from './lib/docs/apps.ts'
import { writeOrCheck } from './lib/docs/document.ts'

const PROBLEM = 'application/problem+json'

/** Every route repeats the schema of a problem; a document that people compare names it once. */
function withProblemOnce(document: object): object {
  let problem: object | undefined
  const named: { components?: object } = JSON.parse(
    JSON.stringify(document, (key, value: { schema?: object }) => {
      if (key !== PROBLEM) return value
      problem ??= value.schema
      return { schema: { $ref: '#/components/schemas/Problem' } }
    }),
  )
  return { ...named, components: { ...named.components, schemas: { Problem: problem } } }
}

const documents: Record<string, string> = {}
for (const [service, app] of Object.entries(await describedApps())) {
  await app.ready()
  documents[`docs/openapi/${service}.json`] = `${JSON.stringify(withProblemOnce(app.swagger()), null, 2)}\n`
  await app.close()
}
writeOrCheck(documents, 'gen-openapi.ts')
