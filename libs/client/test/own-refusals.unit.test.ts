import { refusalIn } from '@amparo/contracts/words'
import { describe, expect, it, test } from 'vitest'
import { createClient, type Fetch, inLanguage, ProblemError, SignInError } from '../src/index.ts'
import { OWN_REFUSALS, own } from '../src/own-refusals.ts'
import { fakeSession, urls } from './fakes.ts'

const clientOf = (fetch: Fetch, language?: string, now = () => new Date()) =>
  createClient({
    ...{ urls: { ...urls, exchange: 'https://hub.example/exchange' }, hub: 'XA', jurisdictionCert: '' },
    ...{ session: fakeSession, fetch, now, ...(language && { language }) },
  })
const away: Fetch = async () => Promise.reject(new TypeError('fetch failed'))
const thrownBy = async (asked: Promise<unknown>): Promise<ProblemError> => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProblemError) return error
  throw new Error('no refusal of the library', { cause: error })
}

describe.each(['es', 'fr', 'pt'] as const)('what the library itself refuses, in %s', language => {
  it.each(Object.keys(OWN_REFUSALS))('has words for %s', code => {
    const words = refusalIn(language, code)
    expect(words?.title).toEqual(expect.any(String))
    expect(own(code as keyof typeof OWN_REFUSALS).title).not.toBe(words?.title)
  })

  it('is said so by every method', async () => {
    const { title, next } = refusalIn(language, 'hub_unreachable') ?? {}
    const client = clientOf(away, language)
    const refusals = [
      await thrownBy(client.openView('r')),
      await thrownBy(client.requestFiles.open('r', 'f')),
      await thrownBy(client.statement()),
    ]
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 0, own: true, title, next })
  })
})

test('A form that is not complete is refused in the language that was asked for', async () => {
  const refused = await thrownBy(clientOf(away, 'pt').registerSubject({} as never))
  expect(refused).toMatchObject({ code: 'request_invalid', own: true, title: 'O formulário não está completo' })
  expect(refused.errors.length).toBeGreaterThan(0)
})

test('What the hub refuses is said as the hub said it', async () => {
  const answer = { code: 'hub_unreachable', title: 'De otro', next: 'Espere.' }
  const refused = await thrownBy(clientOf(async () => Response.json(answer, { status: 503 }), 'es').statement())
  expect(refused).toMatchObject({ status: 503, own: false, title: 'De otro', next: 'Espere.' })
})

test('Without a language, or with one that it has no words in, it speaks English', async () => {
  for (const language of [undefined, 'en', 'qu'])
    expect((await thrownBy(clientOf(away, language).statement())).title).toBe('The hub did not answer')
})

test('What nobody can read is no answer, whichever status it has', async () => {
  const page: Fetch = async () => new Response('<html>', { status: 502 })
  expect(await thrownBy(clientOf(page, 'es-MX').statement())).toMatchObject({
    ...{ status: 502, code: 'unexpected_answer', own: true, title: 'El nodo dio una respuesta que no se entiende' },
  })
})

test('An answer that breaks off in the middle is asked for again', async () => {
  let asked = 0
  const broken = () =>
    new ReadableStream({
      start(to) {
        to.enqueue(new TextEncoder().encode('{"version":'))
        to.error(new TypeError('terminated'))
      },
    })
  const fetch: Fetch = async () => (asked++ === 0 ? new Response(broken()) : Response.json({ version: 7 }))
  expect(await clientOf(fetch).statement()).toEqual({ version: 7 })
  expect(asked).toBe(2)
})

test('How long to wait is told as the hub says it', async () => {
  const answer = { code: 'rate_limited', title: 'Too many requests' }
  const fetch: Fetch = async () => Response.json(answer, { status: 429, headers: { 'retry-after': '17' } })
  expect(await thrownBy(clientOf(fetch).statement())).toMatchObject({ status: 429, retryAfterMs: 17_000 })
})

test('A refusal for a clock that is wrong says so', async () => {
  const answer = { code: 'unauthenticated', title: 'You are not signed in', next: 'Sign in and try again.' }
  const date = new Date('2031-01-31T12:00:00Z')
  const fetch: Fetch = async () => Response.json(answer, { status: 401, headers: { date: date.toUTCString() } })
  const at = (minutes: number) => () => new Date(date.getTime() + minutes * 60_000)
  expect(await thrownBy(clientOf(fetch, 'es', at(10)).statement())).toMatchObject({
    code: 'clock_differs',
    status: 401,
  })
  expect(await thrownBy(clientOf(fetch, 'es', at(-10)).statement())).toMatchObject({ code: 'clock_differs' })
  // Where services take the proof, the clock is not the cause.
  for (const [minutes, code] of [
    [0.5, 'unauthenticated'],
    [0.6, 'clock_differs'],
    [-2, 'unauthenticated'],
    [-2.1, 'clock_differs'],
  ] as const)
    expect(await thrownBy(clientOf(fetch, 'es', at(minutes)).statement()), `${minutes}`).toMatchObject({ code })
})

test('A failed sign-in is said in the language that is asked for, whatever its code', () => {
  for (const code of ['sign_in_refused', 'invalid_grant', 'sign_in_failed'])
    expect(inLanguage(new SignInError(code), 'fr')).toMatchObject({
      code,
      title: refusalIn('fr', 'sign_in_failed')?.title,
    })
  expect(inLanguage(new SignInError('sign_in_as_another'), 'es')).toMatchObject({
    title: 'Otra persona inició sesión en la ventana nueva',
  })
})
