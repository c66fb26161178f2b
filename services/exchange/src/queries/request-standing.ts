import type { RequestDeps } from '../commands/requests/deps.ts'
import { type EvidenceRequest, isSigned, type Role, roleOf } from '../domain/requests/request.ts'
import { askerOf } from '../ports/asker.ts'
import { findRequest } from '../store/requests.ts'

export interface RequestStands {
  readonly request: EvidenceRequest
  /** Undefined: nobody reads. */
  readonly role: Role | undefined
  /** What redaction holds of it, by field and hash. */
  readonly texts: readonly { readonly field: string; readonly sha256: string }[]
}

type Deps = Pick<RequestDeps, 'hub' | 'store' | 'rules' | 'directory'>

/**
 * What an agency of this hub is to a request, and which texts it names; without an agency, of one that was signed. Undefined: it is not that
 * agency's, not signed, or not here. Throws no_such_request for an agency that neither drafts nor signs any.
 */
export const requestStanding =
  (deps: Deps) =>
  async (id: string, agency: string | undefined): Promise<RequestStands | undefined> => {
    const asker = agency === undefined ? undefined : await askerOf(deps, { agency })
    const request = await deps.store.read(reader => findRequest(reader, id))
    if (request === undefined || request.status === 'discarded') return undefined
    const role = asker && roleOf(request, asker)
    const stands = asker === undefined ? isSigned(request) : role !== undefined
    return stands ? { request, role, texts: textsOf(deps, request) } : undefined
  }

const textsOf = ({ rules }: Deps, { answers }: EvidenceRequest) =>
  Object.entries(answers)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([field, sha256]) =>
      rules.terms.form.fields[field]?.kind === 'sealed' && typeof sha256 === 'string' ? [{ field, sha256 }] : [],
    )
