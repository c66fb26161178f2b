import { describe, expect, it } from 'vitest'
import { beginsAs } from '../web/form/begins-as.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('a sheet that was chosen', () => {
  it.each([
    ['application/pdf', bytesOf('%PDF-1.7')],
    ['image/jpeg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
    ['image/png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d])],
  ])('of %s is what it is called', (type, bytes) => {
    expect(beginsAs(type, bytes)).toBe(true)
  })

  it.each(['application/pdf', 'image/png', 'text/plain'])('that is called %s and is a text is not', type => {
    expect(beginsAs(type, bytesOf('Acuerdo que otra persona escribió.'))).toBe(false)
    expect(beginsAs(type, bytesOf(''))).toBe(false)
  })
})
