/** The policy engines on npm, each deciding from the same grants: whether anything may go, not what. */
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { newEnforcer, newModelFromString } from 'casbin'

/** @param {{ grants: object[], mandates: Record<string, string[]>, excluded: string[], barred: string[] }} rules */
export async function peers(rules) {
  return [
    { name: '@cedar-policy/cedar-wasm 4.13.0, preparsed', ...byCedar(rules) },
    { name: 'casbin 5.51.1', ...(await byCasbin(rules)) },
  ]
}

/** Each grant a permit, each bar a forbid; parsed once and kept by the engine. */
function byCedar({ grants, mandates, excluded, barred }) {
  const quoted = JSON.stringify
  const permits = grants.map(({ hub, agencyType, agencyId, purposes, until }) => {
    const who = agencyId === null ? 'principal is Agency' : `principal == Agency::${quoted(agencyId)}`
    const inside = `principal.hub == ${quoted(hub)} && principal.kind == ${quoted(agencyType)}`
    return `permit(${who}, action, resource) when { ${inside} && ${quoted(purposes)}.contains(context.purpose) && context.now < ${until} };`
  })
  const forbids = [
    ...barred.map(kind => `forbid(principal, action, resource) when { principal.kind == ${quoted(kind)} };`),
    ...excluded.map(id => `forbid(principal == Agency::${quoted(id)}, action, resource);`),
    'forbid(principal, action, resource) unless { principal.mandate.contains(context.purpose) };',
  ]
  const parsed = cedar.preparsePolicySet('grants', { staticPolicies: [...permits, ...forbids].join('\n') })
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed))
  const action = { type: 'Action', id: 'receive' }
  const resource = { type: 'Person', id: 'p' }
  return {
    permits: ({ hub, agencyType, agencyId, purpose, now }) => {
      const principal = { type: 'Agency', id: agencyId }
      const attrs = { hub, kind: agencyType, mandate: mandates[agencyType] }
      const answer = cedar.statefulIsAuthorized({
        ...{ principal, action, resource, context: { purpose, now }, preparsedPolicySetId: 'grants' },
        entities: [{ uid: principal, attrs, parents: [] }],
      })
      if (answer.type !== 'success') throw new Error(JSON.stringify(answer))
      return answer.response.decision === 'allow'
    },
  }
}

const MODEL = `
[request_definition]
r = hub, kind, id, purpose, now
[policy_definition]
p = hub, kind, id, purposes, until, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = (p.kind == '*' || r.kind == p.kind) && (p.id == '*' || r.id == p.id) && (p.hub == '*' || r.hub == p.hub) && inForce(r.now, p.until) && isFor(r.purpose, p.purposes) && isMandated(r.kind, r.purpose)
`

/** Each grant and each bar a line of policy; deny overrides. */
async function byCasbin({ grants, mandates, excluded, barred }) {
  const enforcer = await newEnforcer(newModelFromString(MODEL))
  await enforcer.addFunction('inForce', (now, until) => until === '*' || now < Number(until))
  await enforcer.addFunction('isFor', (purpose, purposes) => purposes === '*' || purposes.split('|').includes(purpose))
  await enforcer.addFunction('isMandated', (kind, purpose) => mandates[kind].includes(purpose))
  await enforcer.addPolicies([
    ...grants.map(g => [g.hub, g.agencyType, g.agencyId ?? '*', g.purposes.join('|'), String(g.until), 'allow']),
    ...barred.map(kind => ['*', kind, '*', '*', '*', 'deny']),
    ...excluded.map(id => ['*', '*', id, '*', '*', 'deny']),
  ])
  return {
    permits: ({ hub, agencyType, agencyId, purpose, now }) =>
      enforcer.enforceSync(hub, agencyType, agencyId, purpose, now),
  }
}
