import { afterEach, describe, expect, test } from 'vitest'
import { useChildren } from './fixtures/child.ts'
import { each, sorted, until, useFilesOfTwoHubs } from './fixtures/files-of-two-hubs.ts'

const { xa, xb, ways, asked, vault, handOver, numbersOf } = await useFilesOfTwoHubs()
const { killed, launch } = useChildren()

afterEach(() => {
  vault.slowness = 0
})

describe('a part of a file', () => {
  test('is sent once, though the sending exchange is killed in between', async () => {
    await xa.stop()
    const first = await launch(xa, ways.xa)
    vault.slowness = 100
    const file = await handOver(60)
    await until(() => numbersOf(file).length >= 5)
    await killed(first)
    vault.slowness = 0
    const before = asked.filter(one => one.deliveryId === file.deliveryId).length
    expect(before).toBeLessThan(60)
    await launch(xa, ways.xa)
    await until(() => numbersOf(file).length >= 60)
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect(sorted(numbersOf(file))).toEqual(each(60))
  })

  test('is sent once, though the receiving exchange is killed in between', async () => {
    await xa.start(ways.xa)
    await xb.stop()
    const first = await launch(xb, ways.xb)
    vault.slowness = 100
    const file = await handOver(40)
    await until(() => numbersOf(file).length >= 5)
    await killed(first)
    vault.slowness = 0
    await launch(xb, ways.xb)
    await until(() => new Set(numbersOf(file)).size === 40)
    const numbers = asked.filter(one => one.deliveryId === file.deliveryId).map(({ number }) => number)
    expect(sorted(numbers)).toEqual(each(40))
  })
})
