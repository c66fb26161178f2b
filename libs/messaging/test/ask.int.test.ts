import { setTimeout as sleep } from 'node:timers/promises'
import { append, directoryHub, type QuestionContract, questionSubject } from '@amparo/contracts'
import { defineErrors } from '@amparo/kernel'
import { type Answerer, type Answering, connectNats, type Nats } from '@amparo/messaging'
import { acting, createLog, runActing } from '@amparo/observability'
import { useHubNats } from '@amparo/testing'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'

const hub = await useHubNats()
const errors = defineErrors({ hub_unknown: ['not_found', 'There is no such hub', 'Check the code.'] })
let directory: Nats
let consent: Nats
const lines: string[] = []
let answering: Answering | undefined

beforeAll(async () => {
  const log = createLog({ service: 'directory', hub: 'XA', stream: { write: line => lines.push(line) } })
  directory = await connectNats({ url: hub.url, seed: hub.seedOf('directory'), user: 'directory', log })
  consent = await hub.as('consent')
  return () => directory.close()
})
afterEach(async () => {
  await answering?.stop()
  answering = undefined
  lines.length = 0
})

type Hub = typeof directoryHub extends QuestionContract<infer Q, infer A> ? Answerer<Q, A> : never
const answer = async (answerer: Hub) => {
  answering = directory.answer(directoryHub, answerer)
  await directory.connection.flush()
}
const ask = (from = consent, options = {}) => from.ask(directoryHub, { hub: 'XB' }, options)

describe('A question', () => {
  it('is answered, and the answerer knows who asks', async () => {
    const asked: unknown[] = []
    await answer(async (request, { asker }) => {
      asked.push(request.hub, asker)
      return { hub: { hub: 'XB' } }
    })
    expect(await ask()).toMatchObject({ hub: { hub: 'XB' } })
    expect(asked).toEqual(['XB', 'consent'])
  })

  it('takes along of which chain of events it is, by which scope, and as what', async () => {
    const acted: unknown[] = []
    await answer(async () => {
      acted.push(acting())
      return { hub: { hub: 'XB' } }
    })
    const of = {
      correlationId: '0b7d5f9e-6a51-4c53-9d0b-0d5f4f3c0001',
      scope: 'view:open',
      roles: ['caseworker', 'central_authority'],
    }
    await runActing(of, () => ask())
    await ask()
    expect(acted).toEqual([of, { correlationId: '', scope: '', roles: [] }])
  })

  it('that is refused throws the code and kind of the refusal, in the asker’s words if it has some', async () => {
    await answer(async () => {
      throw errors.hub_unknown()
    })
    await expect(ask()).rejects.toMatchObject({ name: 'AppError', code: 'hub_unknown', kind: 'not_found' })
    const own = defineErrors({ hub_unknown: ['invalid', 'The addressee’s hub is unknown', 'Choose another.'] })
    await expect(ask(consent, { errors: own })).rejects.toMatchObject({
      code: 'hub_unknown',
      kind: 'invalid',
      message: 'The addressee’s hub is unknown',
    })
  })

  it('on which the answerer fails is unavailable; the failure’s text goes nowhere', async () => {
    await answer(async () => {
      throw new Error('Ana María, passport 123')
    })
    await expect(ask()).rejects.toMatchObject({ code: 'service_unavailable', kind: 'unavailable' })
    expect(lines.join('')).toContain('answer.failed')
    expect(lines.join('')).not.toMatch(/Ana|passport/)
  })

  it('without an answerer is unavailable after a second, or as soon as the asker will not wait; with a slow one, in time', async () => {
    const waited = async (options = {}) => {
      const from = performance.now()
      await expect(ask(consent, options)).rejects.toMatchObject({ code: 'service_unavailable' })
      return performance.now() - from
    }
    expect(await waited()).toBeLessThan(4_000)
    const impatient = [
      await waited({ timeoutMs: 100 }),
      await waited({ timeoutMs: 100 }),
      await waited({ timeoutMs: 100 }),
    ]
    expect(Math.min(...impatient)).toBeLessThan(900)
    await answer(async () => {
      await sleep(300)
      return {}
    })
    await expect(ask(consent, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'service_unavailable' })
  })

  it('that comes before its answerer listens is answered once it does', async () => {
    const asked = ask()
    await sleep(200)
    let heard = 0
    await answer(async () => {
      heard++
      return { hub: { hub: 'XB' } }
    })
    expect(await asked).toMatchObject({ hub: { hub: 'XB' } })
    expect(heard).toBe(1)
  })

  it('is asked only by those who have it in their contract, whom the server alone believes', async () => {
    const asked: string[] = []
    await answer(async (_, { asker }) => {
      asked.push(asker)
      return {}
    })
    const audit = await hub.as('audit')
    await expect(ask(audit)).rejects.toThrow(TypeError)
    const forged = audit.connection.request(questionSubject(directoryHub, 'consent'), '', { timeout: 300 })
    await expect(forged).rejects.toThrow()
    expect(asked).toEqual([])
  })

  it('that is too large is refused before it is sent, and so is an answer', async () => {
    const large = 'x'.repeat(1_100_000)
    await expect(consent.ask(directoryHub, { hub: large })).rejects.toMatchObject({ code: 'message_too_large' })
    await answer(async () => ({ hub: { hub: large } }))
    await expect(ask()).rejects.toMatchObject({ code: 'message_too_large', kind: 'invalid' })
  })

  it('that would be too large with what goes along with it is refused, too, and the connection stays', async () => {
    await answer(async () => ({}))
    const most = consent.connection.info?.max_payload ?? 0
    const hub = 'x'.repeat(most - 10)
    await expect(consent.ask(directoryHub, { hub })).rejects.toMatchObject({ code: 'message_too_large' })
    expect(await ask()).toMatchObject({})
  })

  it('is answered by one of several instances', async () => {
    let answered = 0
    const count = async () => {
      answered++
      return {}
    }
    await answer(count)
    const second = await hub.as('directory')
    const alsoAnswering = second.answer(directoryHub, count)
    await second.connection.flush()
    await Promise.all(Array.from({ length: 20 }, () => ask()))
    await alsoAnswering.stop()
    expect(answered).toBe(20)
  })

  it('under way when the answerer stops gets its answer', async () => {
    const begun = Promise.withResolvers<void>()
    await answer(async () => {
      begun.resolve()
      await sleep(150)
      return { hub: { hub: 'XB' } }
    })
    const asked = ask()
    await begun.promise
    await answering?.stop()
    expect(await asked).toMatchObject({ hub: { hub: 'XB' } })
    await expect(ask()).rejects.toMatchObject({ code: 'service_unavailable' })
  })
})

it('A service cannot read what is answered to another', async () => {
  const audit = await hub.as('audit')
  const problems: string[] = []
  const spying = audit.connection.subscribe('_INBOX_consent.>', {
    callback: error => void problems.push(`${error?.name}`),
  })
  await audit.connection.flush().catch(() => {})
  await sleep(50)
  expect(problems).toEqual(['PermissionViolationError'])
  spying.unsubscribe()
})

it('A connection is closed in good order, and then not ready', async () => {
  const nats = await hub.as('redaction')
  await nats.ready()
  await nats.close()
  await expect(nats.ready()).rejects.toMatchObject({ code: 'service_unavailable' })
  await expect(nats.ask(append, {})).rejects.toMatchObject({ code: 'service_unavailable' })
  await nats.close()
})
