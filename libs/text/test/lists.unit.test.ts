import { describe, expect, it } from 'vitest'
import { lists } from '../src/node.ts'

describe('the lists', () => {
  it('know names of many peoples, folded', () => {
    for (const name of ['maria', 'xochitl', 'widlene', 'jandira', 'delroy', 'citlali', 'premika']) {
      expect(lists.isGivenName(name), name).toBe(true)
    }
    for (const name of [
      'mamani',
      'quispe',
      'tzoc',
      'louissaint',
      'persaud',
      'huenchuman',
      'nascimento',
      'awashish',
      'munoz',
    ]) {
      expect(lists.isFamilyName(name), name).toBe(true)
    }
  })

  it('know inflected words of each language and leave names out of them', () => {
    expect(lists.isCommonWord('trabajaban', 'es')).toBe(true)
    expect(lists.isCommonWord('conhecemos', 'pt')).toBe(true)
    expect(lists.isCommonWord('travaillaient', 'fr')).toBe(true)
    expect(lists.isCommonWord('promised', 'en')).toBe(true)
    expect(lists.isCommonWord('quispe', 'es')).toBe(false)
  })

  it('know words that are also names as both', () => {
    expect(lists.isGivenName('esperanza') && lists.isCommonWord('esperanza', 'es')).toBe(true)
    expect(lists.isGivenName('patience') && lists.isCommonWord('patience', 'en')).toBe(true)
  })

  it('tell large places and institutions from small ones', () => {
    expect(lists.isBigPlace('sao paulo')).toBe(true)
    expect(lists.isBigPlace('port-au-prince')).toBe(true)
    expect(lists.isSmallPlace('caserio pampa seca')).toBe(true)
    expect(lists.isSmallPlace('villa')).toBe(false)
    expect(lists.isInstitution('fiscalia general')).toBe(true)
    expect(lists.isInstitution('bar el farolito')).toBe(false)
  })
})
