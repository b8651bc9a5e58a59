import { Screen } from '../screen.tsx'

export const Registers = () => <Screen title="準備中">{null}</Screen>
