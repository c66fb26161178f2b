import { afterAll, describe, expect, test } from 'vitest'
import { describedApps } from './apps.ts'

interface Described {
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly headers?: object }>>
  readonly requestBody?: object
  readonly description?: string
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
}

const apps = await describedApps()
afterAll(() => Promise.all(Object.values(apps).map(app => app.close())))
const operations = (
  await Promise.all(
    Object.entries(apps).map(async ([service, app]) => {
      await app.ready()
      const { paths = {} } = app.swagger()
      return Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods ?? {}).map(([method, one]) => ({
          route: `${service} ${method.toUpperCase()} ${path}`,
          ...(one as unknown as Described),
        })),
      )
    }),
  )
).flat()
const isOpen = ({ responses }: Described) => !('401' in responses)

describe('What is described of each route', () => {
  test('says of every refusal that it is a problem', () => {
    const others = operations.flatMap(({ route, responses }) =>
      Object.entries(responses)
        .filter(([status, { content = {} }]) => Number(status) >= 400 && !('application/problem+json' in content))
        .map(([status]) => `${route} ${status}`),
    )
    // As C2SP tlog-witness says.
    expect(others).toEqual(['audit POST /add-checkpoint 409'])
  })

  test('has what any answer may be: that too much is asked, that something is away, that something went wrong', () => {
    const without = operations.filter(({ responses }) => ['429', '500', '503'].some(status => !(status in responses)))
    expect(without.map(({ route }) => route)).toEqual([])
  })

  test('has what becomes of a body that is too large or of another kind', () => {
    const bodies = operations.filter(({ requestBody }) => requestBody !== undefined)
    expect(bodies.length).toBeGreaterThan(90)
    const without = bodies.filter(({ responses }) => ['400', '413', '415'].some(status => !(status in responses)))
    expect(without.map(({ route }) => route)).toEqual([])
  })

  test('has of what is open to all that it is not as described, too', () => {
    const open = operations.filter(isOpen).filter(({ responses }) => !('400' in responses || '404' in responses))
    const health = Object.keys(apps).flatMap(service => ['/healthz', '/readyz'].map(path => `${service} GET ${path}`))
    const others = ['audit GET /checkpoint', 'audit GET /keys', 'redaction GET /link-certificates']
    expect(open.map(({ route }) => route).sort()).toEqual([...health, ...others].sort())
  })

  test('says what stands inside a form that is sealed, but where nobody but the page seals it', () => {
    const inside = operations.flatMap(({ route, requestBody }) => {
      const text = JSON.stringify(requestBody ?? {})
      return text.includes('"sealed":') && !text.includes('"contentSchema":') ? [route] : []
    })
    const atThePage = ['sheet-views', 'link-views', 'link-answers']
    expect(inside.sort()).toEqual(atThePage.map(path => `redaction POST /${path}`).sort())
  })

  test('says of what a reader signs what it is about', () => {
    const signed = operations.filter(({ requestBody }) => JSON.stringify(requestBody ?? {}).includes('"request":{'))
    expect(signed.length).toBeGreaterThan(15)
    const silent = signed.filter(({ requestBody }) => !JSON.stringify(requestBody).includes('`referralId` is '))
    expect(silent.map(({ route }) => route)).toEqual([])
  })

  test('names the headers on which a caller acts', () => {
    for (const { route, responses } of operations) {
      expect(Object.keys(responses['429']?.headers ?? {}), route).toEqual(['Retry-After'])
      expect(Object.keys(responses['503']?.headers ?? {}), route).toEqual(['Retry-After'])
      if ('401' in responses) expect(Object.keys(responses['401']?.headers ?? {}), route).toEqual(['WWW-Authenticate'])
    }
  })
})
