import type { Texts } from './texts.ts'

export const pt: Texts = {
  signIn: 'Iniciar sessão',
  hub: 'Nó',
  username: 'Nome de usuário',
  password: 'Senha',
  code: 'Código de uso único',
  codeHint: 'Os seis dígitos que o seu aplicativo de autenticação mostra.',
  submit: 'Iniciar sessão',
  signOut: 'Encerrar sessão',
  signOutQuestion: 'Deseja encerrar a sessão neste nó?',
  signOutHint: 'Faça isso sempre que deixar um computador que outras pessoas usam.',
  languages: 'Idioma',
  goBack: 'Voltar',
  errorPrefix: 'Erro',
  problems: {
    refused: {
      title: 'O nome de usuário, a senha ou o código está incorreto',
      next: 'Confira os três. Se já usou este código, espere o próximo: ele muda a cada 30 segundos.',
    },
    blocked: {
      title: 'Tentativas incorretas demais',
      next: 'Espere até 15 minutos e tente de novo. Se não foi você, avise a administração do seu nó.',
    },
    busy: { title: 'Muitas pessoas estão iniciando sessão agora', next: 'Espere um momento e tente de novo.' },
    agency: {
      title: 'A sua instituição não pode iniciar sessão aqui',
      next: 'Pergunte à administração do seu nó se a sua instituição está suspensa.',
    },
    unavailable: {
      title: 'O início de sessão não está disponível agora',
      next: 'Espere um momento e tente de novo. O trabalho que salvou não se perdeu.',
    },
  },
  messages: {
    expired: {
      title: 'Esta página de início de sessão não é mais válida',
      next: 'Volte ao aplicativo e inicie sessão de novo.',
    },
    unusable: {
      title: 'Este início de sessão não pode continuar',
      next: 'Volte ao aplicativo e inicie sessão de novo. Se acontecer outra vez, avise a administração do seu nó.',
    },
    failed: {
      title: 'Algo falhou neste serviço',
      next: 'Tente de novo. Se acontecer outra vez, avise a administração do seu nó.',
    },
    signedOut: { title: 'A sessão foi encerrada', next: 'Já pode fechar esta janela.' },
  },
}
