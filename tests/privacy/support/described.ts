import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs')

interface Response {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, unknown>>
}
interface Operation {
  readonly responses: Readonly<Record<string, Response>>
}
interface Described {
  readonly components: { readonly responses: Readonly<Record<string, Response>> }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const documents = new Map(
  readdirSync(join(DOCS, 'openapi')).map((file): [string, Described] => [
    basename(file, '.json'),
    JSON.parse(readFileSync(join(DOCS, 'openapi', file), 'utf8')),
  ]),
)
const codes = new Set(
  [...readFileSync(join(DOCS, 'errors.md'), 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code),
)

/** As in `/referrals/{id}`; what is named beats what is not. A `{path}` is all of the rest. */
function operationAt(document: Described, method: string, path: string): Operation | undefined {
  const fits = (template: string) =>
    new RegExp(`^${template.replaceAll('{path}', '.+').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path)
  const [template] = Object.keys(document.paths)
    .filter(one => fits(one) && document.paths[one]?.[method])
    .sort((one, other) => one.split('{').length - other.split('{').length)
  return template === undefined ? undefined : document.paths[template]?.[method]
}

export interface Answered {
  readonly service: string
  readonly method: string
  /** Without query. */
  readonly path: string
  readonly status: number
  readonly type: string | null
  readonly code: string | undefined
  /** Codes of fields that were refused. */
  readonly fields: readonly string[]
}

/** What docs/openapi and docs/errors.md leave unsaid of an answer; undefined: nothing. A path that is none is described nowhere. */
export function undescribed({ service, method, path, status, type, code, fields }: Answered): string | undefined {
  const document = documents.get(service)
  const operation = document && operationAt(document, method.toLowerCase(), path)
  const unknown = [code ?? 'internal', ...fields].find(one => one !== 'internal' && !codes.has(one))
  if (unknown !== undefined) return `${unknown} is not in docs/errors.md`
  if (operation === undefined) return undefined
  const named = operation.responses[status]
  const described = named?.$ref === undefined ? named : document?.components.responses[basename(named.$ref)]
  if (described === undefined) return `${method} ${path}: ${status} ${code ?? ''} is not in docs/openapi`
  const [media] = (type ?? '').split(';')
  const types = Object.keys(described.content ?? {})
  if (type === null || media === undefined || types.includes(media)) return undefined
  return `${method} ${path}: ${status} as ${media} is not in docs/openapi, but ${types.join(', ') || 'without a body'}`
}
