import { Screen } from '../screen.tsx'

export const Register = () => <Screen title="準備中">{null}</Screen>
