import { describe, expect, it } from 'vitest'
import { sheetOf } from '../web/form/sheet-file.ts'

const file = (type: string, bytes: number[] | string) =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], 'sheet', { type })

describe('a sheet that was chosen', () => {
  it.each([
    ['application/pdf', '%PDF-1.7'],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d]],
  ])('of %s is taken as it is', async (type, bytes) => {
    expect(await sheetOf(file(type, bytes))).toMatchObject({ mediaType: type })
  })

  it.each(['application/pdf', 'image/png'])('that is called %s and is a text is not', async type => {
    expect(await sheetOf(file(type, 'Acuerdo que otra persona escribió.'))).toBeUndefined()
    expect(await sheetOf(file(type, ''))).toBeUndefined()
  })
})
