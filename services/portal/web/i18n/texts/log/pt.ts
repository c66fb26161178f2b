import type { LogTexts } from './log-texts.ts'

export const pt: LogTexts = {
  title: 'Registro de acessos',
  id: 'Identificador do encaminhamento',
  search: 'Mostrar as entradas',
  when: 'Quando',
  who: 'Usuário',
  agency: 'Instituição',
  categories: 'Dados mostrados',
  withheld: 'Reservado',
  basis: 'Base',
  proof: 'Prova',
  verify: 'Verificar todas as provas',
  verifying: 'Verificando …',
  verified: index => `Verificada: folha ${index}`,
  failed: 'O registro não conseguiu provar esta entrada',
  unasked: 'não chegou a ser pedida',
  asked: (count, of) => `Provas pedidas: ${count} de ${of}`,
  silent: 'em silêncio',
  outsideMandate: 'fora do mandato de quem olhou',
  scope: 'Permissão com que foi feito',
  code: 'Código',
  role: 'Função em que foi feito',
  roleUnknown: 'não consta',
  unverified: 'Isto já não se pode comparar com o registro: falta a sua chave. É o que lá constava quando foi lido.',
  chain: 'Parte do pedido',
  found: count => (count === 1 ? '1 entrada' : `${count} entradas`),
  authentication: 'Entrou com',
  authentications: { 'urn:amparo:acr:mfa': 'senha e segundo fator', sheet: 'número e código de uma folha' },
  basisVersion: 'Versão da base',
  basisHash: 'Essa versão da base (hash)',
  policy: 'Política da decisão (hash)',
  viewPolicy: 'Política do que foi mostrado (hash)',
  decision: 'Decisão assinada (hash)',
  left: 'O que saiu (número)',
  leftHash: 'O que saiu (hash)',
  save: 'Salvar a prova para um tribunal',
  saved: count => `Salva, assinada por ${count} testemunha${count === 1 ? '' : 's'} fora do nó.`,
  savedUnseen:
    'Salva. Ninguém fora do nó a assinou ainda, por isso sozinha não se sustenta: salve-a de novo em alguns minutos.',
  statements: count =>
    count === 0
      ? 'Nenhum nó declarou ainda que recebeu o que saiu.'
      : `Contém ${count} ${count === 1 ? 'declaração assinada' : 'declarações assinadas'} de nós sobre o que saiu.`,
  saveAll: count =>
    count === 1 ? 'Salvar a prova da entrada mostrada' : `Salvar as provas das ${count} entradas mostradas`,
  savedAll: count => `${count === 1 ? 'Salva: 1 prova' : `Salvas: ${count} provas`} em um arquivo.`,
  unseenOf: count =>
    `${count} delas ninguém fora do nó assinou ainda, e sozinhas não se sustentam: salve-as de novo em alguns minutos.`,
  unprovenOf: count =>
    `De ${count} das entradas não há prova: o registro não conseguiu prová-las, ou já só guarda delas um hash.`,
  fileShows:
    'O arquivo diz quem fez o quê, quando e com que fundamento, e não sobre quem. Quem o recebe o verifica sem conexão, com chaves que obteve por outra via:',
}
