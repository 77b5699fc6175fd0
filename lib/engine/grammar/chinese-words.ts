import { CHINESE_NOUNS } from './chinese-nouns'

/**
 * Chinese words and what they are in the words of the grammar; nothing after the colon = says nothing. The order of
 * words matters little to the grammar, so that word for word is enough.
 */
const LINES = `
把 将 请 帮我 帮忙 帮 给我 给 我 想要 想 要 能 能不能 可以 麻烦 一下 吧 吗 呢 了 地 得 得到 之 为 成 在 上 里 中 里面 中的 是 用 以 到 这个 那个 这 一个 一张 张 一些 个 效果 风格 的样子 样子 看起来 有点 处理 弄 感觉 氛围 色调 调 纯 都 全部 全都 整体 整张 进行 画面 照片 图片 图像 相片 图:
它 它们:it
变成 变为 变 换 改成 改为 改 转换成 转换为 转成 转为 转换 换成 换为 设为 设置为 做成 制作成 让 使 调成:make
加 添加 加上 增添 加入 来:add
写上 写:write
去掉 去除 移除 删除 删掉 抹掉 擦除 消除 除去 拿掉 清除:remove
抠出 抠图 抠 提取:cut out
替换成 替换为:replace with
替换:replace
对调 互换 交换 调换:swap
保留 只保留 仅保留:keep only
只有 只:only
除了 除:everything except
外 的部分:
以外 之外:apart
其他 其它 其余 其他部分 其余部分 其他地方 其它地方 其他的:rest
所有 所有的 全部的 每个 全体:all
所有东西:everything
然后 接着 再 之后:then
并且 并 和 与 而且 同时 及 以及:and
背景 后景:background
突出 更突出:stand out
白底 白底图:white background
换白底 换成白底:on white background
黑底 黑底图:black background
蓝调背景:blue tint background
灰调背景 灰色调背景:grey background
去雾:dehaze
红色 红:red
橙色 橙 橘色 橘红色:orange
黄色 黄:yellow
绿色 绿:green
青色:turquoise
蓝色 蓝:blue
紫色 紫:purple
粉色 粉红色 粉红 粉:pink
棕色 褐色 咖啡色:brown
白色 白:white
黑色 黑:black
灰色 灰:grey
金色 金黄色:golden
银色:silver
米色:beige
深蓝色 深蓝 海军蓝:navy
浅蓝色 浅蓝 天蓝色:light blue
深红色 深红:dark red
深绿色 深绿:dark green
浅绿色:light green
更蓝 蓝一点 蓝一些 调蓝一点:bluer
更红 红一点 红一些 调红一点:redder
更绿 绿一点 绿一些 调绿一点:greener
更黄 黄一点 黄一些 调黄一点:yellower
更粉 粉一点:pinker
更紫 紫一点:purpler
东西 物体 部分 区域 地方:things
左边 左侧 左面 最左边 左:left
右边 右侧 右面 最右边 右:right
上面 上方 顶部 上边:the top
下面 下方 底部 下边:the bottom
中间 中央 中心:the centre
左上角 左上:top left
右上角 右上:top right
左下角 左下:bottom left
右下角 右下:bottom right
左半边 左半部分:the left half
右半边 右半部分:the right half
上半部分 上半部:the top half
下半部分 下半部:the bottom half
最大 最大的:largest
最小 最小的:smallest
黑白 黑白色 单色:black and white
褪色:faded
彩色 颜色 色彩:colour
怀旧 棕褐色:sepia
反色 反相 负片:invert
模糊 虚化:blur
清晰度:sharpness
锐化 清晰 更清晰 清晰一点:sharpen
马赛克 打马赛克 像素化:pixelate
像素画 像素风 像素艺术:pixel art
油画:oil painting
素描 铅笔画 铅笔素描 线稿:pencil sketch
水彩 水彩画:watercolour
漫画 卡通 动漫书:comic
波普 波普艺术:pop art
半色调 网点:halftone
海报化 色调分离:posterise
亮 更亮 调亮 提亮 变亮 亮一点 亮一些 明亮 更明亮:brighter
暗 更暗 调暗 压暗 变暗 暗一点 暗一些:darker
太暗 偏暗 有点暗 有些暗:too dark
太亮 偏亮 过亮 有点亮 有些亮:too bright
太灰 发灰:too flat
太暖 有点偏暖 有些偏暖:too warm
太冷 有点偏冷 有些偏冷:too cool
高了:too much
低了:too little
亮度:brightness
对比度 反差:contrast
饱和度:saturation
鲜艳 更鲜艳 鲜艳一点:vivid
自然饱和度:vibrance
曝光 曝光度:exposure
色温 暖度:warmth
偏暖 暖 更暖 温暖 暖一点 暖色 暖色调:warmer
偏冷 冷 更冷 冷一点 冷色 冷色调:cooler
提亮阴影:lift shadows
恢复高光:recover highlights
阴影 暗部:shadows
高光 亮部:highlights
投影 落影:drop shadow
描边 轮廓 贴纸描边:outline
高 提高 增加 增强 提升 加强 加大 调高 更高 更多:increase
低 降低 减少 减弱 减小 调低 更低 更少:reduce
稍微 略微 稍稍 轻微 一点 一点点 一些 稍:slightly
非常 很 强烈 大幅 十分:very
更:
去饱和 降饱和 低饱和:desaturate
白平衡:white balance
修正 校正 修复 自动:fix
降噪 去噪 去噪点:denoise
噪点 噪声 噪音:noise
磨皮 平滑 光滑:smooth
两倍 二倍:twice
竖版 竖屏:portrait format
横版 横屏:landscape format
放在 放到:put on
放大 超分 超分辨率 提高分辨率 高清:upscale
缩放 调整大小 改变大小:resize
缩小:shrink
裁剪 裁切 剪裁 裁 剪:crop
裁剪到 裁切到 剪裁到 裁到 裁剪成 裁剪为:crop to
裁剪掉 裁切掉 裁掉 剪掉:crop off
正方形 方形:square
横幅 宽屏:widescreen
旋转:rotate
顺时针:clockwise
逆时针:counterclockwise
翻转 镜像:flip
水平 左右翻转:horizontally
垂直:vertically
拉直 校直:straighten
暗角 晕影:vignette
颗粒 胶片颗粒 噪粒:film grain
边框 相框 画框:frame
圆角:round corners
宽 宽度:wide
加点 来点 加一点:add some
不要改变 不要动 别动 不要碰:don't change
但 但是 不过:but
不要太 别太 不太:not too
不变 保持不变:unchanged
复古 老照片 复古胶片:vintage film
日落 夕阳 落日 日落光:warm sunset light
黄金时刻 黄昏:golden hour
冬天 冬季 冬日 寒冷:cold winter mood
夜景 夜晚 夜间 月光 月夜 午夜 深夜:night look
清晨 早晨 黎明 拂晓:morning
晨光 清晨光线:morning light
情绪感 情绪化 氛围感 阴郁 阴沉 忧郁 暗黑 暗黑风 戏剧性 戏剧感:moody
通透 清新 小清新 空气感 日系 日系清新 明亮通透 清透:airy
梦幻柔光 梦幻 梦幻感 柔光 朦胧 唯美:dreamy glow
黑色电影:film noir
蓝调时刻 蓝色时刻 蓝调 暮光 蓝调光线:blue hour
洛莫 乐魔 正片负冲:lomo
哑光 雾面 灰调:matte look
自动增强 自动优化 一键优化 优化 一键美化 美化 自动调整 自动修图:auto enhance
双色调 双色 双色调印刷:duotone
地平线 水平线:horizon
拉平 扶正 摆正 校平 校正水平 拉直水平 水平校正 矫正 自动水平 歪了:straighten
高动态范围 高动态:HDR
胶片 胶片感 胶片风 胶卷 拍立得 宝丽来:vintage film
暖光 暖色光 温暖的光:warm light
冷光 冷色光:cool light
自然光:natural light
粉彩 马卡龙 马卡龙色:pastel colours
光线 光 光照:light
电影感 电影 电影色调:cinematic
渐变 渐变色:gradient
透明:transparent
填充:fill
从 由:from
至:to
文字 文本 标题 字 字幕:text
衬线 衬线体:serif
粗体:bold
大号:large
小号:small
这里 选区 选中的部分 选中区域:selection
着色 染色 色:tint
`

/** Longest words first: "背景" before "背". */
export const CHINESE: ReadonlyMap<string, readonly string[]> = new Map(
  `${LINES}${CHINESE_NOUNS}`
    .trim()
    .split('\n')
    .flatMap((line): [string, string[]][] => {
      const [chinese = '', english = ''] = line.split(':')
      return chinese.split(' ').map((word) => [word, english.split(' ').filter(Boolean)])
    }),
)
