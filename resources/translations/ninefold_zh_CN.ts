<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open the sample pictures</source>
        <translation>打开示例图片</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>About Ninefold</source>
        <translation>关于 Ninefold</translation>
    </message>
</context>
<context>
    <name>ApplyDialog</name>
    <message>
        <source>Apply to folder</source>
        <translation>应用到文件夹</translation>
    </message>
    <message>
        <source>Move {count} files into other class folders?</source>
        <translation>要把 {count} 个文件移到其他类别文件夹吗？</translation>
    </message>
    <message>
        <source>Move 1 file into another class folder?</source>
        <translation>要把 1 个文件移到其他类别文件夹吗？</translation>
    </message>
    <message>
        <source>No file has to move.</source>
        <translation>没有需要移动的文件。</translation>
    </message>
    <message>
        <source>Files that would move</source>
        <translation>将要移动的文件</translation>
    </message>
    <message>
        <source>Put the {count} excluded pictures into the recycle bin as well</source>
        <translation>同时把已排除的 {count} 张图片放进回收站</translation>
    </message>
    <message>
        <source>Put the excluded picture into the recycle bin as well</source>
        <translation>同时把已排除的那张图片放进回收站</translation>
    </message>
    <message>
        <source>This changes your own folder. No file is overwritten: where a name is taken, a number is added. The moves can be undone right afterwards; the recycle bin gives back what is in it.</source>
        <translation>这会改动你自己的文件夹。不会覆盖任何文件：名称已被占用时，会加上编号。移动之后可以马上撤销；放进回收站的图片可以从那里恢复。</translation>
    </message>
    <message>
        <source>Move the files</source>
        <translation>移动文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>BranchColumn</name>
    <message>
        <source>Take the box away to switch this branch off</source>
        <translation>取消勾选即可关闭这个分支</translation>
    </message>
    <message>
        <source>What speaks for the class in branch {name}</source>
        <translation>分支 {name} 中支持该类别的地方</translation>
    </message>
    <message>
        <source>{count} channels</source>
        <translation>{count} 个通道</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Without it: {answer} {share}</source>
        <translation>没有它：{answer} {share}</translation>
    </message>
    <message>
        <source>Without it: {answer} {share}. It speaks against {label}.</source>
        <translation>没有它：{answer} {share}。它不支持 {label}。</translation>
    </message>
</context>
<context>
    <name>BranchView</name>
    <message>
        <source>Module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All on</source>
        <translation>全部打开</translation>
    </message>
    <message>
        <source>speaking for</source>
        <translation>支持的类别</translation>
    </message>
    <message>
        <source>Above, where each branch sees what speaks for the class, all to one scale (Grad-CAM). Below, its strongest channels, each to its own peak; a click shows what excites one. The bars are its part of the module&apos;s activation and of what speaks for the class.</source>
        <translation>上方是各个分支在哪里看到支持该类别的内容，用同一尺度显示（Grad-CAM）。下方是它最强的通道，各按自己的峰值显示；点击一个，就能看到什么会激活它。条形表示它占模块激活的份额，以及占支持该类别部分的份额。</translation>
    </message>
    <message>
        <source>The module looks at four scales at once and hands all of it on; the next one decides whom to listen to. Switch a branch off: if the answer stays, the network has said it elsewhere as well. To be active is not yet to have a say.</source>
        <translation>模块同时用四种尺度观察，把结果全部交出去，由下一个模块决定听谁的。关掉一个分支：如果答案不变，说明网络在别处也说过同样的话。活跃，还不等于有发言权。</translation>
    </message>
    <message>
        <source>its answer</source>
        <translation>它的答案</translation>
    </message>
    <message>
        <source>On {count} validation pictures: {on} right with all branches, {off} without {which}.</source>
        <translation>在 {count} 张验证图片上：分支全开时准确率 {on}，没有 {which} 时 {off}。</translation>
    </message>
    <message>
        <source>All four are off: nothing passes this module.</source>
        <translation>四个分支都关了：没有信号能通过这个模块。</translation>
    </message>
    <message>
        <source>Most active here is {loud} with {active}; most for {label} speaks {telling} with {share}.</source>
        <translation>这里最活跃的是 {loud}，占 {active}；最支持 {label} 的是 {telling}，占 {share}。</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>Share of right answers, by how sure the model is</source>
        <translation>按模型的把握大小分组的正确率</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>When it says “not sure”</source>
        <translation>何时回答“不确定”</translation>
    </message>
    <message>
        <source>Too few pictures: {count}. A calibration needs {fewest} or more to be judged.</source>
        <translation>图片太少：{count} 张。至少要有 {fewest} 张，才能判断校准得好不好。</translation>
    </message>
    <message>
        <source>Bars: the share of right answers among those of that confidence. On the dashed line the model is as right as it says; below it, it is too sure. Rings: before calibration.</source>
        <translation>条形：该置信度的回答中，答对的比例。在虚线上，模型说有多大把握就有多准；在虚线以下，模型过于自信。圆圈：校准之前。</translation>
    </message>
    <message>
        <source>Bars: the share of right answers among those of that confidence. On the dashed line the model is as right as it says; below it, it is too sure.</source>
        <translation>条形：该置信度的回答中，答对的比例。在虚线上，模型说有多大把握就有多准；在虚线以下，模型过于自信。</translation>
    </message>
    <message>
        <source>This model was not calibrated: its probabilities are the network&apos;s own.</source>
        <translation>这个模型没有校准过：它的概率就是网络原本的输出。</translation>
    </message>
    <message>
        <source>It was {before} before its temperature of {temperature} was fitted.</source>
        <translation>拟合温度 {temperature} 之前是 {before}。</translation>
    </message>
    <message>
        <source>Measured fairly: each fifth of the pictures at the temperature of the other four.</source>
        <translation>公平测量：每五分之一的图片，都用其余四份拟合出的温度。</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Keep this picture</source>
        <translation>保留这张图片</translation>
    </message>
    <message>
        <source>Put it into the list of named pictures</source>
        <translation>加入已识别图片的列表</translation>
    </message>
    <message>
        <source>Nothing is recorded and nothing leaves this computer.</source>
        <translation>不会录像，也没有任何内容离开这台电脑。</translation>
    </message>
    <message>
        <source>Waiting for the camera</source>
        <translation>正在等待摄像头</translation>
    </message>
</context>
<context>
    <name>ChartDeck</name>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Shows the curves of steps as a running mean; what was measured lies faintly behind.</source>
        <translation>把逐步曲线显示为滑动平均；实测值以浅色留在后面。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>ChartHead</name>
    <message>
        <source>View all</source>
        <translation>查看全部</translation>
    </message>
    <message>
        <source>Save this chart</source>
        <translation>保存这张图表</translation>
    </message>
    <message>
        <source>Show or hide this curve</source>
        <translation>显示或隐藏这条曲线</translation>
    </message>
    <message>
        <source>Save as a picture (PNG)…</source>
        <translation>保存为图片 (PNG)…</translation>
    </message>
    <message>
        <source>Save as a drawing (SVG)…</source>
        <translation>保存为矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Save all points (CSV)…</source>
        <translation>保存全部数据点 (CSV)…</translation>
    </message>
</context>
<context>
    <name>ChartSaver</name>
    <message>
        <source>Save the chart “{0}”</source>
        <translation>保存图表“{0}”</translation>
    </message>
    <message>
        <source>The chart cannot be saved as {0}: {1}.</source>
        <translation>图表无法保存为 {0}：{1}。</translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Rename for display</source>
        <translation>修改显示名称</translation>
    </message>
    <message>
        <source>Take back in</source>
        <translation>重新加入训练</translation>
    </message>
    <message>
        <source>Leave out of training</source>
        <translation>不参与训练</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>合并到</translation>
    </message>
</context>
<context>
    <name>ClassFiguresModel</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>AP</source>
        <comment>average precision</comment>
        <translation>AP</translation>
    </message>
    <message>
        <source>How many pictures of this class were looked at.</source>
        <translation>这个类别看了多少张图片。</translation>
    </message>
    <message>
        <source>Of those that were called this class, the share that is of it.</source>
        <translation>被认作这个类别的图片中，真正属于它的比例。</translation>
    </message>
    <message>
        <source>Of those that are of this class, the share that was found.</source>
        <translation>属于这个类别的图片中，被找出来的比例。</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall.</source>
        <translation>精确率与召回率的调和平均。</translation>
    </message>
    <message>
        <source>Average precision: how well its probability sorts its pictures before all others.</source>
        <translation>平均精确率：按它的概率排序，能在多大程度上把自己的图片排在其他图片前面。</translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message>
        <source>left out</source>
        <translation>未参与</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Figures of each class</source>
        <translation>各类别的指标</translation>
    </message>
</context>
<context>
    <name>ClassTargets</name>
    <message>
        <source>Move to another class</source>
        <translation>移到另一个类别</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>移到</translation>
    </message>
    <message>
        <source>Another class…</source>
        <translation>其他类别…</translation>
    </message>
</context>
<context>
    <name>ClassifiedView</name>
    <message>
        <source>That is wrong…</source>
        <translation>认错了…</translation>
    </message>
    <message>
        <source>Say what it is, for the next training</source>
        <translation>告诉它这是什么，供下次训练使用</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} 张图片</translation>
    </message>
    <message>
        <source>{shown} of {count} pictures</source>
        <translation>{shown} / {count} 张图片</translation>
    </message>
    <message>
        <source>{count} not sure</source>
        <translation>{count} 张不确定</translation>
    </message>
    <message>
        <source>nothing speaks for it</source>
        <translation>没有支持它的地方</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在查看…</translation>
    </message>
</context>
<context>
    <name>ClassifyHeader</name>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the model for other programs</source>
        <translation>把模型写成其他程序可用的格式</translation>
    </message>
    <message>
        <source>Open pictures…</source>
        <translation>打开图片…</translation>
    </message>
</context>
<context>
    <name>ClassifyPage</name>
    <message>
        <source>Let go to name these pictures</source>
        <translation>松开即可识别这些图片</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>A model can also be dropped here. While training goes on, its best model so far is used.</source>
        <translation>也可以把模型文件拖到这里。训练进行时，会使用它目前最好的模型。</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>{count} 个类别</translation>
    </message>
    <message>
        <source>{share} right in validation</source>
        <translation>验证准确率 {share}</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>the best so far of the running training</source>
        <translation>正在进行的训练目前最好的模型</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Training is running</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>Stop the training and close Ninefold?</source>
        <translation>要停止训练并关闭 Ninefold 吗？</translation>
    </message>
    <message>
        <source>The run is saved first, and can be continued the next time.</source>
        <translation>关闭前会先保存训练，下次可以接着训练。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>接着训练</translation>
    </message>
</context>
<context>
    <name>CompareSection</name>
    <message>
        <source>as on the Train page</source>
        <translation>与“训练”页相同</translation>
    </message>
    <message>
        <source>Open a folder of pictures first, on the Data page.</source>
        <translation>请先在“数据”页打开图片文件夹。</translation>
    </message>
    <message>
        <source>A run is training. The line at the bottom says how far it is.</source>
        <translation>训练正在进行。底部的状态栏会显示进度。</translation>
    </message>
    <message>
        <source>First without the heads&apos; losses, then with 0.3 each. It takes as long as two runs.</source>
        <translation>先不计辅助头的损失训练一次，再各以 0.3 的权重训练一次。所需时间相当于两次训练。</translation>
    </message>
    <message>
        <source>First without the heads&apos; losses, then with 0.3 each: about {time} for both on this computer.</source>
        <translation>先不计辅助头的损失训练一次，再各以 0.3 的权重训练一次：在这台电脑上两次共约需 {time}。</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>What is trained</source>
        <translation>训练什么</translation>
    </message>
    <message>
        <source> epochs</source>
        <translation> 轮</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Train twice</source>
        <translation>训练两次</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>with heads</source>
        <translation>有辅助头</translation>
    </message>
    <message>
        <source>without</source>
        <translation>没有辅助头</translation>
    </message>
    <message>
        <source>Loss of the main head</source>
        <translation>主头的损失</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Gradient that arrives at {block}</source>
        <translation>到达 {block} 的梯度</translation>
    </message>
    <message>
        <source>The same network twice: the same weights to start from, the same pictures in the same order. In one run the losses of the two auxiliary heads count, in the other they do not. The gradient is that of all heads together, each with its weight, norms added up.</source>
        <translation>同一个网络训练两次：起始权重相同，图片和顺序也相同。一次计入两个辅助头的损失，另一次不计。梯度是所有头合在一起的，各乘以自己的权重，再把范数相加。</translation>
    </message>
    <message>
        <source>The heads were meant against vanishing gradients. A year later their authors found that they do not speed up the start of training and act rather as regularisers (Szegedy et al. 2015, “Rethinking the Inception Architecture”). Batch normalisation weakens the effect, which is why the notes&apos; and the paper&apos;s networks are offered here. One pair of runs is an anecdote: another seed may say otherwise.</source>
        <translation>当初设这些头，是为了对付梯度消失。一年后，作者们发现它们并不能加快训练初期的进展，作用更像正则化（Szegedy et al. 2015，“Rethinking the Inception Architecture”）。批归一化会减弱这种效果，所以这里提供 notes 和 paper 的网络。一次对比只是个例：换个种子，结果也许就不同。</translation>
    </message>
    <message>
        <source>No comparison yet</source>
        <translation>还没有比较过</translation>
    </message>
    <message>
        <source>So far, with the heads {on} right, without them {off}</source>
        <translation>到目前为止，有辅助头时准确率 {on}，没有时 {off}</translation>
    </message>
    <message>
        <source>With the heads {on} right, without them {off}</source>
        <translation>有辅助头时准确率 {on}，没有时 {off}</translation>
    </message>
    <message>
        <source>The first run is under way</source>
        <translation>正在进行第一次训练</translation>
    </message>
    <message>
        <source>Stopped before both runs were complete: they can only be compared by new runs.</source>
        <translation>两次训练还没有都完成就停止了：只能重新训练来比较。</translation>
    </message>
    <message>
        <source>Accuracies are the best of each run, on {count} pictures: on so few, two runs that are equally good may well differ by {points} points.</source>
        <translation>准确率取自各次训练最好的一轮，在 {count} 张图片上测得：图片这么少，两次同样好的训练也可能相差 {points} 个百分点。</translation>
    </message>
    <message>
        <source>Measured last with the heads (weight {weight}), at {block}: {main} from the main head, {aux1} from aux 1, {aux2} from aux 2.</source>
        <translation>有辅助头的训练（权重 {weight}）最近一次测量，在 {block}：{main} 来自主头，{aux1} 来自辅助 1，{aux2} 来自辅助 2。</translation>
    </message>
    <message>
        <source>{0}, training</source>
        <translation>{0}，训练</translation>
    </message>
    <message>
        <source>Both runs appear here while they train</source>
        <translation>两次训练进行时会显示在这里</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
</context>
<context>
    <name>ConfigForm</name>
    <message>
        <source>The recipe&apos;s own: {0}</source>
        <translation>方案的默认值：{0}</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
</context>
<context>
    <name>ConfusionModel</name>
    <message>
        <source>{true}: {count} of {total} right ({share})</source>
        <translation>{true}：{total} 张中答对 {count} 张（{share}）</translation>
    </message>
    <message>
        <source>{true} taken for {answer}: {count} of {total} ({share})</source>
        <translation>{true} 被认作 {answer}：{total} 张中有 {count} 张（{share}）</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>That is wrong</source>
        <translation>认错了</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>查找类别</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>The picture is copied there, for the next training. It can be undone.</source>
        <translation>图片会复制到那里，供下次训练使用。可以撤销。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What is {name}?</source>
        <translation>{name} 是什么？</translation>
    </message>
    <message>
        <source>Copied into</source>
        <translation>复制到</translation>
    </message>
    <message>
        <source>Choose the folder that holds the class folders</source>
        <translation>选择装有各类别文件夹的文件夹</translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>Ninefold pictures</source>
        <translation>Ninefold 图片</translation>
    </message>
    <message>
        <source>Copied to {path}.</source>
        <translation>已复制到 {path}。</translation>
    </message>
    <message>
        <source>The copy is gone again.</source>
        <translation>副本已经撤掉。</translation>
    </message>
</context>
<context>
    <name>CostView</name>
    <message>
        <source>Multiplications</source>
        <translation>乘法次数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>without the reductions</source>
        <translation>没有降维时</translation>
    </message>
    <message>
        <source>What each module costs</source>
        <translation>各模块的开销</translation>
    </message>
    <message>
        <source>Two bars for each module: what it costs as it is, and what it would cost if its 3 × 3 and 5 × 5 kernels read the module&apos;s input themselves, without a 1 × 1 convolution in front. The number at the end says how many times as much that would be.</source>
        <translation>每个模块两条：一条是现在的开销，另一条是假如 3 × 3 和 5 × 5 卷积核直接读取模块的输入、前面没有 1 × 1 卷积时的开销。末尾的数字表示后者是前者的多少倍。</translation>
    </message>
    <message>
        <source>A 1 × 1 convolution mixes channels and makes them fewer before something expensive comes. It is why GoogLeNet can be 22 layers deep with some six million weights. Where little can be saved, there are few channels to begin with.</source>
        <translation>1 × 1 卷积混合各个通道，在昂贵的计算之前先减少通道数。正因如此，GoogLeNet 可以深达 22 层，却只有约六百万个权重。能省的不多的地方，本来通道就少。</translation>
    </message>
    <message>
        <source>All nine</source>
        <translation>九个合计</translation>
    </message>
    <message>
        <source>Without their reductions the nine modules would take {ratio} the multiplications.</source>
        <translation>如果没有降维，九个模块的乘法次数会是现在的 {ratio}。</translation>
    </message>
    <message>
        <source>Without their reductions the nine modules would have {ratio} the weights.</source>
        <translation>如果没有降维，九个模块的权重会是现在的 {ratio}。</translation>
    </message>
    <message>
        <source>Of all nine, {module} saves the largest share: {share}.</source>
        <translation>九个模块中，{module} 省下的比例最大：{share}。</translation>
    </message>
    <message>
        <source>Counted for one picture of {size} × {size} pixels.</source>
        <translation>按一张 {size} × {size} 像素的图片计算。</translation>
    </message>
    <message>
        <source>{0} times</source>
        <translation>{0} 倍</translation>
    </message>
    <message>
        <source>{0} M</source>
        <translation>{0} M</translation>
    </message>
    <message>
        <source>{0} k</source>
        <translation>{0} k</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Let go to open this folder</source>
        <translation>松开即可打开这个文件夹</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>压缩包</translation>
    </message>
    <message>
        <source>Open an archive of pictures</source>
        <translation>打开图片压缩包</translation>
    </message>
    <message>
        <source>One folder at a time.</source>
        <translation>一次只能打开一个文件夹。</translation>
    </message>
    <message>
        <source>Drop the folder that holds all classes.</source>
        <translation>请拖入包含所有类别的那个文件夹。</translation>
    </message>
    <message>
        <source>1 picture is excluded from training.</source>
        <translation>已有 1 张图片不再参与训练。</translation>
    </message>
    <message>
        <source>{count} pictures are excluded from training.</source>
        <translation>已有 {count} 张图片不再参与训练。</translation>
    </message>
    <message>
        <source>1 picture is included again.</source>
        <translation>已重新纳入 1 张图片。</translation>
    </message>
    <message>
        <source>{count} pictures are included again.</source>
        <translation>已重新纳入 {count} 张图片。</translation>
    </message>
    <message>
        <source>Left out of training: {names}.</source>
        <translation>不再参与训练：{names}。</translation>
    </message>
    <message>
        <source>Back in training: {names}.</source>
        <translation>重新参与训练：{names}。</translation>
    </message>
    <message>
        <source>{names} are one class now: {name}.</source>
        <translation>{names} 已合并为一个类别：{name}。</translation>
    </message>
    <message>
        <source>{name} is shown as {new}. The folder keeps its name.</source>
        <translation>{name} 现在显示为 {new}，文件夹本身不改名。</translation>
    </message>
    <message>
        <source>Twelve draws with the settings on the page Train. Each epoch sees another one.</source>
        <translation>按“训练”页的设置随机生成的十二个样子，每一轮看到的都不一样。</translation>
    </message>
</context>
<context>
    <name>DatasetHeader</name>
    <message>
        <source>Change…</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>Open another folder</source>
        <translation>打开另一个文件夹</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>去训练</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>{count} 个类别</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} 张图片</translation>
    </message>
</context>
<context>
    <name>DatasetView</name>
    <message>
        <source>Rename, merge or leave out the chosen classes</source>
        <translation>对选中的类别改名、合并或不参与训练</translation>
    </message>
    <message>
        <source>Edit the chosen classes</source>
        <translation>编辑选中的类别</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Checking pictures</source>
        <translation>正在检查图片</translation>
    </message>
    <message>
        <source>The check was not finished.</source>
        <translation>检查没有做完。</translation>
    </message>
    <message>
        <source>Nothing was found that would harm training.</source>
        <translation>没有发现会影响训练的问题。</translation>
    </message>
    <message>
        <source>They take no part in training. Your files are left as they are.</source>
        <translation>它们不参与训练。你的文件保持原样。</translation>
    </message>
    <message>
        <source>Select some and include them again to train on them.</source>
        <translation>选中其中一些并重新纳入，就能用它们训练。</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>全部图片</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} 张图片</translation>
    </message>
    <message>
        <source>Only {names}: {count} of {total}</source>
        <translation>只看 {names}：{count} / {total}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>1 file cannot be read.</source>
        <translation>1 个文件无法读取。</translation>
    </message>
    <message>
        <source>{count} files cannot be read.</source>
        <translation>{count} 个文件无法读取。</translation>
    </message>
    <message>
        <source>1 picture is excluded.</source>
        <translation>已排除 1 张图片。</translation>
    </message>
    <message>
        <source>{count} pictures are excluded.</source>
        <translation>已排除 {count} 张图片。</translation>
    </message>
</context>
<context>
    <name>DepthGallery</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>DepthView</name>
    <message>
        <source>None.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>Each picture beside what the heads say at their three depths: after 4a, after 4d, at the end. The bold word is its folder; an answer that differs from it has the sign ≠.</source>
        <translation>每张图片旁边，是三个深度的头各自的回答：4a 之后、4d 之后、末端。粗体字是它所在的文件夹；与之不同的回答带有 ≠ 号。</translation>
    </message>
    <message>
        <source>What all depths name right is easy. What only the end names right needed the depth: that is what the later modules are for. Where all agree on another class, and the last is sure of it, look whether the picture lies in the wrong folder.</source>
        <translation>三个深度都认对的，是容易的图片。只有末端认对的，需要网络的深度：后面的模块就是为此而设。如果三个头都认作另一个类别，而且末端很有把握，请看看图片是不是放错了文件夹。</translation>
    </message>
    <message>
        <source>What does each depth say?</source>
        <translation>各个深度会怎么回答？</translation>
    </message>
    <message>
        <source>All validation pictures are shown to the network once, which takes a moment.</source>
        <translation>要把所有验证图片给网络看一遍，需要一点时间。</translation>
    </message>
    <message>
        <source>Show them to the three heads</source>
        <translation>给三个头看</translation>
    </message>
    <message>
        <source>All three heads name them right. The surest come first.</source>
        <translation>三个头都认对了。最有把握的排在前面。</translation>
    </message>
    <message>
        <source>At least one head is wrong. Those that the end is least sure of come first.</source>
        <translation>至少有一个头认错了。末端最没把握的排在前面。</translation>
    </message>
    <message>
        <source>All heads agree on another class, and the last one is more than half sure, and as sure as of that class&apos;s own pictures.</source>
        <translation>三个头一致认为是另一个类别，而且主头的把握超过一半，也不低于它对那个类别自己的图片的平均把握。</translation>
    </message>
    <message>
        <source>At its end the network is right about {share} of these {count} pictures.</source>
        <translation>这 {count} 张图片中，主头答对了 {share}。</translation>
    </message>
    <message>
        <source>As long as it is so often wrong, it mostly accuses labels that are right.</source>
        <translation>错得这么多时，被它怀疑的标签多半是对的。</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>容易</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Probably mislabelled</source>
        <translation>可能标错</translation>
    </message>
</context>
<context>
    <name>DoneBar</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>EstimateLabel</name>
    <message>
        <source>about {0} on this computer</source>
        <translation>在这台电脑上约需 {0}</translation>
    </message>
    <message>
        <source>measuring how long it would take…</source>
        <translation>正在估算需要多长时间…</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>What you see</source>
        <translation>图中所见</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>为什么重要</translation>
    </message>
    <message>
        <source>Read the lesson</source>
        <translation>阅读课程</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>One ONNX file</source>
        <translation>单个 ONNX 文件</translation>
    </message>
    <message>
        <source>A folder that runs by itself</source>
        <translation>可独立运行的文件夹</translation>
    </message>
    <message>
        <source>8-bit numbers as well, a quarter of the size</source>
        <translation>另存 8 位整数版本，大小只有四分之一</translation>
    </message>
    <message>
        <source>Other pictures…</source>
        <translation>用其他图片…</translation>
    </message>
    <message>
        <source>Choose pictures such as the model is for</source>
        <translation>选择这个模型要识别的那类图片</translation>
    </message>
    <message>
        <source>Before anything is written, both name the pictures of {folder}.</source>
        <translation>写入之前，两个模型都会识别 {folder} 里的图片。</translation>
    </message>
    <message>
        <source>Before anything is written, both name the validation pictures of {folder}.</source>
        <translation>写入之前，两个模型都会识别 {folder} 的验证图片。</translation>
    </message>
    <message>
        <source>Where the model learned is not known: both name drawn patterns only. Choose pictures for a better comparison and for 8-bit numbers.</source>
        <translation>不知道这个模型是用哪些图片训练的：只能用画出的图案作比较。选择一些图片，比较会更可靠，也才能生成 8 位版本。</translation>
    </message>
    <message>
        <source>The export is refused where they disagree.</source>
        <translation>两者不一致时不会导出。</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>model.onnx, labels.txt, the weights as safetensors, and short programs that name a picture with them: predict.py needs onnxruntime, numpy and pillow only.</source>
        <translation>model.onnx、labels.txt、safetensors 格式的权重，以及用它们识别图片的小程序：predict.py 只需要 onnxruntime、numpy 和 pillow。</translation>
    </message>
    <message>
        <source>With its preprocessing inside: pixels go in, probabilities come out.</source>
        <translation>预处理已包含在内：输入像素，输出概率。</translation>
    </message>
</context>
<context>
    <name>FieldPicture</name>
    <message>
        <source>What one place of the block sees</source>
        <translation>这个模块的一处看到的范围</translation>
    </message>
</context>
<context>
    <name>FilterGrid</name>
    <message>
        <source>The filters of the first convolution</source>
        <translation>第一层卷积的卷积核</translation>
    </message>
</context>
<context>
    <name>FilterView</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>channel </source>
        <translation>通道 </translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>The 64 filters of the first layer, each 7 × 7 pixels, the strongest first. Then the training pictures that lie nearest to yours in the 1024 features before the last layer, and those that excite one channel most; the box is what the place with the strongest response sees.</source>
        <translation>第一层的 64 个卷积核，各 7 × 7 像素，最强的排在前面。然后是在最后一层之前的 1024 个特征上与你的图片最接近的训练图片，以及最能激活某个通道的训练图片；方框是响应最强的那一处看到的范围。</translation>
    </message>
    <message>
        <source>A trained first layer shows edges and colours; grey noise says that it has learned little yet, which is usual after few epochs. If the neighbours are of another class, the network sees in your picture what these have in common.</source>
        <translation>训练好的第一层会显出边缘和颜色；灰色噪点说明它还没学到多少，轮数少时这很常见。如果相近的图片属于另一个类别，说明网络在你的图片里看到了它们的共同点。</translation>
    </message>
    <message>
        <source>Most alike in the network&apos;s eyes</source>
        <translation>在网络眼中最相似的</translation>
    </message>
    <message>
        <source>What excites a channel</source>
        <translation>什么会激活一个通道</translation>
    </message>
    <message>
        <source>First filters</source>
        <translation>第一层卷积核</translation>
    </message>
    <message>
        <source>The first time, all training pictures are shown to the network. That is kept for later.</source>
        <translation>第一次需要把所有训练图片给网络看一遍，结果会保留下来以后使用。</translation>
    </message>
    <message>
        <source>Its answer: {label} {share}</source>
        <translation>它的答案：{label} {share}</translation>
    </message>
    <message>
        <source>Choose a channel, or click on one of its maps among the branches.</source>
        <translation>请选择一个通道，或在“分支”里点击它的特征图。</translation>
    </message>
    <message>
        <source>No training picture excites this channel.</source>
        <translation>没有训练图片能激活这个通道。</translation>
    </message>
</context>
<context>
    <name>FolderFailed</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>选择其他文件夹…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>A folder that works</source>
        <translation>可用的文件夹是这样的</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>GradientView</name>
    <message>
        <source>Which measurement</source>
        <translation>哪一次测量</translation>
    </message>
    <message>
        <source>Whose gradient reaches which block</source>
        <translation>各个头的梯度能到哪些块</translation>
    </message>
    <message>
        <source>At the chosen block, over time</source>
        <translation>选中的块，随时间变化</translation>
    </message>
    <message>
        <source>On one fixed batch of your pictures, each head&apos;s loss was sent back alone. A bar shows how much of the gradient that reaches a block comes from which head: its weight times its gradient, out of the sum. The number above is what the two auxiliary heads supply together.</source>
        <translation>在固定的一批图片上，把每个头的损失单独往回传。条形显示到达每一块的梯度有多少来自哪个头：该头的权重乘以它的梯度，占总和的比例。上方的数字是两个辅助头合计提供的份额。</translation>
    </message>
    <message>
        <source>A gradient that has to travel from the end may have faded at the stem; a head half-way is a shorter way. A head reaches only what comes before it: from 4e on the main head is alone. A small gradient is not yet a bad sign: a network that has learned has little left to correct.</source>
        <translation>从末端一路传来的梯度，到主干时可能已经消失；半路上的头是一条近路。头只能影响它前面的部分：从 4e 起，只剩主头。梯度小还不是坏事：已经学会的网络，没有多少要改正的了。</translation>
    </message>
    <message>
        <source>Learn the sample pictures</source>
        <translation>先学习示例图片</translation>
    </message>
    <message>
        <source>No gradients were measured yet</source>
        <translation>还没有测量过梯度</translation>
    </message>
    <message>
        <source>They are measured while a run trains, a few seconds after it has begun: start one on the Train page. While all blocks are frozen there is nothing to measure.</source>
        <translation>训练进行时会测量，开始几秒后就有结果：请在“训练”页开始一次训练。所有块都冻结时，没有可测量的梯度。</translation>
    </message>
    <message>
        <source>epoch {0}, step {1}</source>
        <translation>第 {0} 轮，第 {1} 步</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
</context>
<context>
    <name>HeadCards</name>
    <message>
        <source>after Inception 4a</source>
        <translation>Inception 4a 之后</translation>
    </message>
    <message>
        <source>after Inception 4d</source>
        <translation>Inception 4d 之后</translation>
    </message>
    <message>
        <source>after all nine modules</source>
        <translation>全部九个模块之后</translation>
    </message>
    <message>
        <source>This model file was saved without its auxiliary heads.</source>
        <translation>这个模型文件保存时没有带辅助头。</translation>
    </message>
    <message>
        <source>The auxiliary heads help in training only: their losses are added to that of the main head. When pictures are named, the main head alone decides.</source>
        <translation>辅助头只在训练时起作用：它们的损失加到主头的损失上。识别图片时，只由主头决定。</translation>
    </message>
</context>
<context>
    <name>HeadTable</name>
    <message>
        <source>What each head finds of each class</source>
        <translation>每个头对各类别的识别情况</translation>
    </message>
</context>
<context>
    <name>HeadTableModel</name>
    <message>
        <source>Right, of each class</source>
        <translation>各类别的正确率</translation>
    </message>
</context>
<context>
    <name>HeatControls</name>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Where in the picture the answer comes from (Grad-CAM)</source>
        <translation>答案来自图片的什么地方（Grad-CAM）</translation>
    </message>
    <message>
        <source>Class of the heat map</source>
        <translation>热力图的类别</translation>
    </message>
    <message>
        <source>Strength of the heat map</source>
        <translation>热力图的浓度</translation>
    </message>
    <message>
        <source>for its answer</source>
        <translation>针对它的答案</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>Open pictures</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>打开图片文件夹</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板里没有图片。</translation>
    </message>
    <message>
        <source>There is no picture in what was dropped.</source>
        <translation>拖进来的内容里没有图片。</translation>
    </message>
    <message>
        <source>Camera picture {number}</source>
        <translation>摄像头图片 {number}</translation>
    </message>
    <message>
        <source>Pasted picture {number}</source>
        <translation>粘贴的图片 {number}</translation>
    </message>
    <message>
        <source>The browser handed over an address only, and Ninefold opens no connection.</source>
        <translation>浏览器只给了一个网址，而 Ninefold 不会建立网络连接。</translation>
    </message>
    <message>
        <source>Choose “Copy image” in the browser, and paste it here.</source>
        <translation>请在浏览器中选择“复制图片”，再粘贴到这里。</translation>
    </message>
    <message>
        <source>There is no model yet.</source>
        <translation>还没有模型。</translation>
    </message>
    <message>
        <source>Train one first, or open a model file.</source>
        <translation>请先训练一个，或打开一个模型文件。</translation>
    </message>
</context>
<context>
    <name>InsidePage</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>1×1</source>
        <translation>1×1 卷积</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Heads on, off</source>
        <translation>有无辅助头</translation>
    </message>
    <message>
        <source>Three depths</source>
        <translation>三个深度</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Let go to look at this picture from inside</source>
        <translation>松开即可从内部观察这张图片</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>What has been learned so far is shown after the first epoch.</source>
        <translation>第一轮结束后，这里就会显示已经学到的内容。</translation>
    </message>
    <message>
        <source>No model yet: this is the network that Train would build, for the paper&apos;s 1,000 classes</source>
        <translation>还没有模型：这是“训练”将会搭建的网络，按论文的 1,000 个类别</translation>
    </message>
    <message>
        <source>No model yet: this is the network that Train would build</source>
        <translation>还没有模型：这是“训练”将会搭建的网络</translation>
    </message>
    <message>
        <source>architecture {name}</source>
        <translation>网络结构 {name}</translation>
    </message>
    <message>
        <source>{size} pixels</source>
        <translation>{size} 像素</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>{count} 个类别</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Learn the sample pictures</source>
        <translation>先学习示例图片</translation>
    </message>
    <message>
        <source>All that is shown here is measured on your own network, so there has to be one.</source>
        <translation>这里显示的一切都在你自己的网络上测得，所以先要有一个网络。</translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Drop pictures anywhere on this page</source>
        <translation>把图片拖到本页任意位置</translation>
    </message>
    <message>
        <source>Single files or whole folders. A picture can also be pasted from the clipboard.</source>
        <translation>单个文件或整个文件夹都可以，也可以从剪贴板粘贴图片。</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
</context>
<context>
    <name>JobPage</name>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
</context>
<context>
    <name>JobProgress</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{doing}: {how_far}</source>
        <translation>{doing}：{how_far}</translation>
    </message>
</context>
<context>
    <name>LabelQueue</name>
    <message>
        <source>Keep  K</source>
        <translation>保留  K</translation>
    </message>
    <message>
        <source>The label is right (K)</source>
        <translation>标签是对的 (K)</translation>
    </message>
    <message>
        <source>Exclude  X</source>
        <translation>排除  X</translation>
    </message>
    <message>
        <source>Leave the picture out of training (X)</source>
        <translation>不让这张图片参与训练 (X)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last decision back (Ctrl+Z)</source>
        <translation>撤回上一个决定 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Apply to folder…</source>
        <translation>应用到文件夹…</translation>
    </message>
    <message>
        <source>Move the files themselves</source>
        <translation>移动文件本身</translation>
    </message>
    <message>
        <source>The picture before (Left)</source>
        <translation>上一张图片 (←)</translation>
    </message>
    <message>
        <source>The next picture (Right)</source>
        <translation>下一张图片 (→)</translation>
    </message>
    <message>
        <source>Every picture was looked at.</source>
        <translation>所有图片都看过了。</translation>
    </message>
    <message>
        <source>No label looks wrong.</source>
        <translation>没有发现看起来标错的图片。</translation>
    </message>
    <message>
        <source>{done} decided</source>
        <translation>已决定 {done} 张</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>{at} / {count}</translation>
    </message>
    <message>
        <source>Said by a classifier that was not told this label; it gives the label itself {share}.</source>
        <translation>这是一个没有被告知这个标签的分类器的判断；它给这个标签的概率是 {share}。</translation>
    </message>
    <message>
        <source>Heads that agree: {heads}</source>
        <translation>同意的头：{heads}</translation>
    </message>
    <message>
        <source>The folder says</source>
        <translation>文件夹说</translation>
    </message>
    <message>
        <source>The model says</source>
        <translation>模型说</translation>
    </message>
</context>
<context>
    <name>LabelWork</name>
    <message>
        <source>{count} files are in their new folders.</source>
        <translation>{count} 个文件已移到新文件夹。</translation>
    </message>
    <message>
        <source>1 file is in its new folder.</source>
        <translation>1 个文件已移到新文件夹。</translation>
    </message>
    <message>
        <source>{count} are in the recycle bin, which can give them back.</source>
        <translation>{count} 个在回收站里，可以从那里恢复。</translation>
    </message>
</context>
<context>
    <name>LabelsView</name>
    <message>
        <source>Are all pictures in the right folder?</source>
        <translation>每张图片都在正确的文件夹里吗？</translation>
    </message>
    <message>
        <source>Each is judged by a classifier that was not told its label, and you decide. Your files stay where they are.</source>
        <translation>每张图片由一个没有被告知其标签的分类器来判断，由你决定。你的文件保持原位。</translation>
    </message>
    <message>
        <source>Look for wrong labels</source>
        <translation>查找标错的图片</translation>
    </message>
</context>
<context>
    <name>LessonView</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>LiveCamera</name>
    <message>
        <source>There is no camera that Ninefold can use.</source>
        <translation>没有 Ninefold 可用的摄像头。</translation>
    </message>
    <message>
        <source>Connect one, or drop pictures here instead.</source>
        <translation>请连接摄像头，或改为把图片拖到这里。</translation>
    </message>
    <message>
        <source>The camera cannot be used: {words}</source>
        <translation>无法使用摄像头：{words}</translation>
    </message>
</context>
<context>
    <name>LivePanel</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>How pictures are varied</source>
        <translation>图片怎样变化</translation>
    </message>
    <message>
        <source>Change the run</source>
        <translation>更改这次训练</translation>
    </message>
    <message>
        <source>The run has: {0}</source>
        <translation>这次训练的值：{0}</translation>
    </message>
    <message>
        <source>In effect since epoch {0}, step {1}.</source>
        <translation>从第 {0} 轮第 {1} 步起生效。</translation>
    </message>
    <message>
        <source>Taken up after the present batch; a paused run takes it up when it goes on.</source>
        <translation>完成当前这一批后采用；已暂停的训练在恢复时采用。</translation>
    </message>
    <message>
        <source>The run goes on with these settings. What you change holds once you apply it.</source>
        <translation>训练正按这些设置进行。你的更改在应用之后生效。</translation>
    </message>
</context>
<context>
    <name>LivePicture</name>
    <message>
        <source>What the camera sees</source>
        <translation>摄像头看到的画面</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>当前没有任务</translation>
    </message>
    <message>
        <source>The language changes when Ninefold is started again.</source>
        <translation>重新启动 Ninefold 后，语言才会切换。</translation>
    </message>
</context>
<context>
    <name>MapGrid</name>
    <message>
        <source>The strongest channels</source>
        <translation>最强的通道</translation>
    </message>
    <message>
        <source>Channel {number}: on average {mean}, at most {peak}. Click for what excites it.</source>
        <translation>通道 {number}：平均 {mean}，最大 {peak}。点击可查看什么会激活它。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>特大</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>收起详细信息</translation>
    </message>
</context>
<context>
    <name>ModelButton</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Last run: {name}</source>
        <translation>上次训练：{name}</translation>
    </message>
    <message>
        <source>No run has a model yet</source>
        <translation>还没有训练出模型</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>打开模型文件…</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>height: side of the map · width: channels · shades: the four branches</source>
        <translation>高：特征图边长 · 宽：通道数 · 深浅：四个分支</translation>
    </message>
    <message>
        <source>From the picture to the answer</source>
        <translation>从图片到答案</translation>
    </message>
    <message>
        <source>The rows of Table 1</source>
        <translation>表 1 的各行</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Multiplications</source>
        <translation>乘法次数</translation>
    </message>
    <message>
        <source>Table 1, as this network is</source>
        <translation>表 1，按这个网络的实际情况</translation>
    </message>
    <message>
        <source>What a place cannot see, it cannot use. Deep places see more, and know less exactly where. Move over the picture, or use the arrow keys, to look from other places.</source>
        <translation>一处看不到的东西，就用不上。越深处看得越广，也越说不清具体在哪里。在图片上移动，或用方向键，可从别处观察。</translation>
    </message>
    <message>
        <source>Sees all of the picture: it reads the whole map.</source>
        <translation>能看到整张图片：它读取整个特征图。</translation>
    </message>
    <message>
        <source>A place of its map sees {size} × {size} pixels, the next one {stride} further. This one has its middle at ({x}, {y}).</source>
        <translation>它的特征图上一处能看到 {size} × {size} 像素，相邻两处相距 {stride} 像素。这一处的中心在 ({x}, {y})。</translation>
    </message>
    <message>
        <source>That is more than the picture has.</source>
        <translation>这超出了图片的大小。</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
    <message>
        <source>{count} million multiplications</source>
        <translation>{count} 百万次乘法</translation>
    </message>
    <message>
        <source>The paper prints {params} thousand and {ops} million, for 224 pixels.</source>
        <translation>论文给出的是 {params} 千个参数和 {ops} 百万次乘法，按 224 像素计算。</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>{count} 个类别</translation>
    </message>
    <message>
        <source>{0} M</source>
        <translation>{0} M</translation>
    </message>
    <message>
        <source>{params} parameters, {ops} M multiplications in all</source>
        <translation>共 {params} 个参数，{ops} M 次乘法</translation>
    </message>
    <message>
        <source>The multiplications are those of naming a picture, for which side heads are left out.</source>
        <translation>乘法次数按识别图片计算，不含辅助头。</translation>
    </message>
</context>
<context>
    <name>NoModel</name>
    <message>
        <source>Train a model first, or open a model file</source>
        <translation>请先训练模型，或打开模型文件</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>去训练</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>A network learns</source>
        <translation>网络正在学习</translation>
    </message>
</context>
<context>
    <name>NoPictures</name>
    <message>
        <source>Open a picture…</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Open {folder}</source>
        <translation>打开 {folder}</translation>
    </message>
    <message>
        <source>Which pictures?</source>
        <translation>看哪些图片？</translation>
    </message>
    <message>
        <source>Drop a picture here, or open the folder that the model learned from.</source>
        <translation>请把图片拖到这里，或打开模型训练所用的文件夹。</translation>
    </message>
    <message>
        <source>This looks at many pictures: open the folder that the model learned from.</source>
        <translation>这里要看许多图片：请打开模型训练所用的文件夹。</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Sample pictures</source>
        <translation>示例图片</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
</context>
<context>
    <name>PairsList</name>
    <message>
        <source>Most confused</source>
        <translation>最容易混淆的</translation>
    </message>
    <message>
        <source>{true} taken for {answer} ({count})</source>
        <translation>{true} 被认作 {answer}（{count}）</translation>
    </message>
</context>
<context>
    <name>PictureDetail</name>
    <message>
        <source>Draw again</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>What training sees</source>
        <translation>训练时看到的样子</translation>
    </message>
</context>
<context>
    <name>PictureStrip</name>
    <message>
        <source>Pictures to look at</source>
        <translation>要观察的图片</translation>
    </message>
</context>
<context>
    <name>PicturesPane</name>
    <message>
        <source>No pictures here</source>
        <translation>这里没有图片</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 张</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Back to all pictures (Esc)</source>
        <translation>返回全部图片 (Esc)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Select the copies</source>
        <translation>选中副本</translation>
    </message>
    <message>
        <source>Include again</source>
        <translation>重新纳入</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
</context>
<context>
    <name>PrecisionChoice</name>
    <message>
        <source>How many of the sure answers shall be right</source>
        <translation>有把握的答案应有多少是对的</translation>
    </message>
    <message>
        <source>It can be changed where pictures are on show that the model has not learned from.</source>
        <translation>显示的图片必须是模型没有学过的，才能修改。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Write it into the model file, for every picture that is named from now on</source>
        <translation>写入模型文件，以后识别的每张图片都按它判断</translation>
    </message>
    <message>
        <source>Right when sure</source>
        <translation>有把握时的准确率</translation>
    </message>
    <message>
        <source>These {count} pictures do not allow that: want less, or look at more pictures.</source>
        <translation>这 {count} 张图片达不到这个要求：请降低要求，或用更多图片评估。</translation>
    </message>
    <message>
        <source>This model has no threshold: it always answers.</source>
        <translation>这个模型没有阈值：它总会给出答案。</translation>
    </message>
    <message>
        <source>Below a probability of {threshold} it is not sure.</source>
        <translation>概率低于 {threshold} 时回答“不确定”。</translation>
    </message>
    <message>
        <source>Sure of {sure} of these {count} pictures, {share} of them right.</source>
        <translation>这 {count} 张图片中有把握的有 {sure} 张，其中 {share} 是对的。</translation>
    </message>
    <message>
        <source>Sure of none of these {count} pictures.</source>
        <translation>对这 {count} 张图片都没有把握。</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>The most probable classes</source>
        <translation>概率最大的类别</translation>
    </message>
</context>
<context>
    <name>RatePanel</name>
    <message>
        <source>Finding a learning rate</source>
        <translation>正在寻找学习率</translation>
    </message>
    <message>
        <source>Use this rate</source>
        <translation>使用这个学习率</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Trying {0}</source>
        <translation>正在尝试 {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No rate stands out</source>
        <translation>没有特别合适的学习率</translation>
    </message>
    <message>
        <source>The loss fell at none of the rates that were tried. Keep the recipe&apos;s own rate.</source>
        <translation>试过的学习率都没有让损失下降。请保留方案默认的学习率。</translation>
    </message>
    <message>
        <source>Suggested learning rate: {0}</source>
        <translation>建议的学习率：{0}</translation>
    </message>
    <message>
        <source>The loss was lowest at {0}. Some way below, it still falls and is safe.</source>
        <translation>损失在 {0} 处最低。比它低一些时，损失仍在下降，而且稳妥。</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
    <message>
        <source>{classes} classes, {pictures} pictures</source>
        <translation>{classes} 个类别，{pictures} 张图片</translation>
    </message>
</context>
<context>
    <name>ReliabilityDiagram</name>
    <message>
        <source>Reliability diagram</source>
        <translation>可靠性图</translation>
    </message>
    <message>
        <source>{low} to {high} confident: {right} right, {count} pictures</source>
        <translation>置信度 {low} 到 {high}：答对 {right}，{count} 张图片</translation>
    </message>
</context>
<context>
    <name>ResultDetail</name>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有结果</translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Named pictures</source>
        <translation>已识别的图片</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
</context>
<context>
    <name>ResultTools</name>
    <message>
        <source>How probable the answer is</source>
        <translation>答案的概率</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>Any probability</source>
        <translation>任意概率</translation>
    </message>
    <message>
        <source>Order of the pictures</source>
        <translation>图片的顺序</translation>
    </message>
    <message>
        <source>As they came</source>
        <translation>按加入顺序</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>最没把握的在前</translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation>最有把握的在前</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>按文件名</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>Copy into class folders…</source>
        <translation>复制到类别文件夹…</translation>
    </message>
</context>
<context>
    <name>ResultsHeader</name>
    <message>
        <source>Pictures to look at</source>
        <translation>要评估的图片</translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation>验证图片</translation>
    </message>
    <message>
        <source>Test pictures</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>训练图片</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>另一个文件夹…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation>保存为 HTML…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Let go to look at these labelled pictures</source>
        <translation>松开即可评估这些带标签的图片</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>{count} files could not be read and are left out.</source>
        <translation>{count} 个文件无法读取，已跳过。</translation>
    </message>
    <message>
        <source>The folder is as it should be: there is nothing to move.</source>
        <translation>文件夹已经是应有的样子：没有需要移动的。</translation>
    </message>
    <message>
        <source>{model} is sure where {share} of such answers are right, from now on.</source>
        <translation>从现在起，{model} 只在这类答案有 {share} 正确时才算有把握。</translation>
    </message>
    <message>
        <source>The report is in {path}.</source>
        <translation>报告在 {path}。</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>all pictures</source>
        <translation>全部图片</translation>
    </message>
    <message>
        <source>Choose a folder of labelled pictures</source>
        <translation>选择带标签的图片文件夹</translation>
    </message>
    <message>
        <source>How good is this model?</source>
        <translation>这个模型有多好？</translation>
    </message>
    <message>
        <source>What it confuses, how sure it is, and which labels look wrong. A folder of other labelled pictures can be dropped here.</source>
        <translation>它混淆什么、有多大把握、哪些标签看起来有误。也可以把另一个带标签的图片文件夹拖到这里。</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Then this page shows how good it is, and what it confuses.</source>
        <translation>然后，本页会显示它有多好，以及混淆了什么。</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Three heads</source>
        <translation>三个头</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Choose a cell to see its pictures.</source>
        <translation>请选择一个格子，查看其中的图片。</translation>
    </message>
    <message>
        <source>Choose a class to see its pictures, the mistakes first.</source>
        <translation>请选择一个类别，查看它的图片，认错的排在前面。</translation>
    </message>
    <message>
        <source>The mistakes that the model was surest of</source>
        <translation>模型最有把握却认错的图片</translation>
    </message>
    <message>
        <source>Not a single mistake.</source>
        <translation>一个错误也没有。</translation>
    </message>
    <message>
        <source>Mistakes {count}</source>
        <translation>错误 {count}</translation>
    </message>
    <message>
        <source>Labels {count}</source>
        <translation>标签 {count}</translation>
    </message>
    <message>
        <source>The folder says: {name}</source>
        <translation>文件夹说：{name}</translation>
    </message>
    <message>
        <source>{true}, and rightly so</source>
        <translation>{true}，认对了</translation>
    </message>
    <message>
        <source>{true} taken for {answer}</source>
        <translation>{true} 被认作 {answer}</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} / {total}</translation>
    </message>
    <message>
        <source>No picture of {true} was taken for {answer}.</source>
        <translation>没有 {true} 的图片被认作 {answer}。</translation>
    </message>
    <message>
        <source>{count} pictures, {wrong} of them wrong</source>
        <translation>{count} 张图片，其中 {wrong} 张认错</translation>
    </message>
    <message>
        <source>No pictures here</source>
        <translation>这里没有图片</translation>
    </message>
    <message>
        <source>Of {count} pictures. Of all such pictures, most likely between {low} and {high}.</source>
        <translation>共 {count} 张图片。对所有这类图片，准确率很可能在 {low} 到 {high} 之间。</translation>
    </message>
    <message>
        <source>right</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Mean over the classes: a rare one counts as much as a common one.</source>
        <translation>各类别的平均值：少见的类别与常见的类别分量相同。</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>1 is perfect: found all, and called nothing else so.</source>
        <translation>1 为完美：全部找到，也没有误认。</translation>
    </message>
    <message>
        <source>Where it is sure, {share} are right; to the rest it says “not sure”.</source>
        <translation>有把握时，{share} 是对的；其余的它回答“不确定”。</translation>
    </message>
    <message>
        <source>This model has no threshold: it always answers.</source>
        <translation>这个模型没有阈值：它总会给出答案。</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>有把握</translation>
    </message>
    <message>
        <source>Back to the pictures</source>
        <translation>返回图片</translation>
    </message>
    <message>
        <source>Back to the pictures (Esc)</source>
        <translation>返回图片 (Esc)</translation>
    </message>
    <message>
        <source>Rows: what the folder says. Columns: what the model says.</source>
        <translation>行：文件夹的说法。列：模型的说法。</translation>
    </message>
</context>
<context>
    <name>RunMessage</name>
    <message>
        <source>Name pictures</source>
        <translation>识别图片</translation>
    </message>
    <message>
        <source>Took {0}.</source>
        <translation>用时 {0}。</translation>
    </message>
    <message>
        <source>Stopped and saved before the first epoch was done.</source>
        <translation>已停止并保存，第一轮还没有完成。</translation>
    </message>
    <message>
        <source>Stopped and saved after {0} of {1} epochs.</source>
        <translation>已停止并保存，完成了 {0} / {1} 轮。</translation>
    </message>
    <message>
        <source>So far it names {share} of the validation pictures correctly.</source>
        <translation>对验证图片，目前的准确率是 {share}。</translation>
    </message>
    <message>
        <source>Names {share} of the validation pictures correctly, pictures that it has never seen.</source>
        <translation>对从未见过的验证图片，准确率是 {share}。</translation>
    </message>
    <message>
        <source>Best after epoch {0}.</source>
        <translation>最好的是第 {0} 轮。</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0}{1}</translation>
    </message>
    <message>
        <source>The run “{name}” ended early and can be continued at epoch {epoch} of {epochs}.</source>
        <translation>训练“{name}”提前结束了，可以从第 {epoch} 轮（共 {epochs} 轮）继续。</translation>
    </message>
</context>
<context>
    <name>RunProgress</name>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Pictures per second</source>
        <translation>每秒图片数</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Best so far</source>
        <translation>目前最好</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>{done} of {total} pictures decoded for later epochs</source>
        <translation>已为后面的轮次解码 {total} 张图片中的 {done} 张</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>{0} (epoch {1})</source>
        <translation>{0}（第 {1} 轮）</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>{0} done</source>
        <translation>已完成 {0} 张</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>Saving the run</source>
        <translation>正在保存训练</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>{doing}: {recipe}</source>
        <translation>{doing}：{recipe}</translation>
    </message>
    <message>
        <source>epoch {0} of {1}</source>
        <translation>第 {0} / {1} 轮</translation>
    </message>
    <message>
        <source>{0} pictures/s</source>
        <translation>每秒 {0} 张图片</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>还剩约 {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} of {1} MB</source>
        <translation>{0} / {1} MB</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>named pictures</source>
        <translation>已识别的图片</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>保存为 CSV</translation>
    </message>
    <message>
        <source>Choose the folder in which the class folders are made</source>
        <translation>选择要在其中建立类别文件夹的文件夹</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>The table is in {path}.</source>
        <translation>表格在 {path}。</translation>
    </message>
    <message>
        <source>{count} pictures were copied.</source>
        <translation>已复制 {count} 张图片。</translation>
    </message>
    <message>
        <source>{count} got a number, for their name was taken.</source>
        <translation>{count} 张因重名加了编号。</translation>
    </message>
    <message>
        <source>{count} could not be copied.</source>
        <translation>{count} 张无法复制。</translation>
    </message>
</context>
<context>
    <name>SizeView</name>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Side of the picture</source>
        <translation>图片边长</translation>
    </message>
    <message>
        <source>Every layer along the path</source>
        <translation>沿途的每一层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>(in − F + 2P) / S + 1</source>
        <translation>(in − F + 2P) / S + 1</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>For pictures of a side of</source>
        <translation>图片边长</translation>
    </message>
    <message>
        <source>Along the path</source>
        <translation>沿途</translation>
    </message>
    <message>
        <source>Each line is one layer: the side of the map that comes in, the kernel F, the border P and the stride S, and what comes out. Open a module to see its four branches.</source>
        <translation>每行是一层：输入特征图的边长、卷积核 F、边界 P、步幅 S，以及得到的输出。展开一个模块，可查看它的四个分支。</translation>
    </message>
    <message>
        <source>A convolution rounds down, the pools of GoogLeNet round up. Each branch of a module has a border that makes up for its kernel: 1 × 1 with P = 0, 3 × 3 with P = 1, 5 × 5 with P = 2. So all four keep the size, and can be laid on top of one another, channel upon channel.</source>
        <translation>卷积向下取整，GoogLeNet 的池化向上取整。模块的每个分支都有与卷积核相抵的边界：1 × 1 配 P = 0，3 × 3 配 P = 1，5 × 5 配 P = 2。所以四个分支都保持尺寸不变，可以按通道叠在一起。</translation>
    </message>
    <message>
        <source>The kernel is larger than the map with its border.</source>
        <translation>卷积核比补零后的特征图还大。</translation>
    </message>
    <message>
        <source>Rounded up, but the last window would begin behind the map: it is left out.</source>
        <translation>向上取整，但最后一个窗口会从特征图之外开始，所以舍去。</translation>
    </message>
    <message>
        <source>The size is kept.</source>
        <translation>尺寸保持不变。</translation>
    </message>
    <message>
        <source>The division comes out even.</source>
        <translation>正好除尽。</translation>
    </message>
    <message>
        <source>Rounded up: the last window sticks out.</source>
        <translation>向上取整：最后一个窗口会超出边界。</translation>
    </message>
    <message>
        <source>Rounded down: what is left at the edge is not looked at.</source>
        <translation>向下取整：边缘剩下的部分不看。</translation>
    </message>
    <message>
        <source>each branch keeps {0}</source>
        <translation>各分支保持 {0}</translation>
    </message>
    <message>
        <source>{0} pool</source>
        <translation>{0} 池化</translation>
    </message>
    <message>
        <source>round up</source>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>first layer</source>
        <translation>第一层</translation>
    </message>
    <message>
        <source>pool</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
</context>
<context>
    <name>SkippedList</name>
    <message>
        <source>Files that cannot be used</source>
        <translation>无法使用的文件</translation>
    </message>
</context>
<context>
    <name>SkippedModel</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Why it cannot be used</source>
        <translation>无法使用的原因</translation>
    </message>
</context>
<context>
    <name>StartFrom</name>
    <message>
        <source>random weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <source>ImageNet weights</source>
        <translation>ImageNet 预训练权重</translation>
    </message>
    <message>
        <source>a model of your own…</source>
        <translation>你自己的模型…</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Fetch ImageNet weights</source>
        <translation>下载预训练权重</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{0} of {1} MB</source>
        <translation>{0} / {1} MB</translation>
    </message>
    <message>
        <source>They come from pytorch.org once you click ({size} MB), and are kept in {folder}. Ninefold uses the network for nothing else.</source>
        <translation>点击之后才会从 pytorch.org 下载（{size} MB），保存在 {folder}。除此之外，Ninefold 不使用网络。</translation>
    </message>
    <message>
        <source>Not on this computer yet.</source>
        <translation>还不在这台电脑上。</translation>
    </message>
    <message>
        <source>On this computer: {0}</source>
        <translation>已在这台电脑上：{0}</translation>
    </message>
    <message>
        <source>{0}: what it knows is kept, its classes are replaced by yours</source>
        <translation>{0}：保留它学到的，类别换成你的</translation>
    </message>
    <message>
        <source>The network begins without knowing anything.</source>
        <translation>网络从一无所知开始。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Start from a model</source>
        <translation>从一个模型开始</translation>
    </message>
</context>
<context>
    <name>Tally</name>
    <message>
        <source>How many of each class</source>
        <translation>各类别的数量</translation>
    </message>
</context>
<context>
    <name>TallyModel</name>
    <message>
        <source>no answer</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Change settings</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>{0} classes</source>
        <translation>{0} 个类别</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Pausing after this batch</source>
        <translation>完成这一批后暂停</translation>
    </message>
    <message>
        <source>Stopping: the run is being saved</source>
        <translation>正在停止：训练保存中</translation>
    </message>
</context>
<context>
    <name>TrainSetup</name>
    <message>
        <source>Recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <source>Reset to the recipe</source>
        <translation>恢复方案默认值</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Write TensorBoard files</source>
        <translation>写入 TensorBoard 文件</translation>
    </message>
    <message>
        <source>The run also writes event files into its folder, which TensorBoard shows as they grow.</source>
        <translation>训练还会把事件文件写入自己的文件夹，可在 TensorBoard 中实时查看。</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>Tries rates from low to high on up to a hundred batches, and suggests one.</source>
        <translation>在最多一百批上由低到高尝试学习率，并给出建议。</translation>
    </message>
</context>
<context>
    <name>TrainWelcome</name>
    <message>
        <source>Training starts with a folder of pictures</source>
        <translation>训练从一个图片文件夹开始</translation>
    </message>
    <message>
        <source>One sub-folder for each class. Drop it here, or begin with the sample pictures.</source>
        <translation>每个类别一个子文件夹。把它拖到这里，或先用示例图片试试。</translation>
    </message>
</context>
<context>
    <name>TrainingCharts</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>The losses of the three heads appear here with the first batch</source>
        <translation>第一批训练完后，三个头的损失会显示在这里</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Measured on unseen pictures after each epoch</source>
        <translation>每轮结束后，用没见过的图片测得</translation>
    </message>
    <message>
        <source>best: epoch {0}, {1}</source>
        <translation>最好：第 {0} 轮，{1}</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Pictures per second</source>
        <translation>每秒图片数</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Loss and accuracy</source>
        <translation>损失与准确率</translation>
    </message>
    <message>
        <source>Steps and gradients</source>
        <translation>逐步指标与梯度</translation>
    </message>
    <message>
        <source>chance: ln({0}) = {1:.2f}</source>
        <translation>随机猜测：ln({0}) = {1:.2f}</translation>
    </message>
    <message>
        <source>chance: {0}</source>
        <translation>随机猜测：{0}</translation>
    </message>
    <message>
        <source>Measured after some steps</source>
        <translation>若干步之后测得</translation>
    </message>
    <message>
        <source>Gradient by head</source>
        <translation>各个头的梯度</translation>
    </message>
    <message>
        <source>epoch {0}, step {1} of {2}</source>
        <translation>第 {0} 轮，第 {1} / {2} 步</translation>
    </message>
    <message>
        <source>{0}, validation</source>
        <translation>{0}，验证</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop a folder of pictures here</source>
        <translation>把图片文件夹拖到这里</translation>
    </message>
    <message>
        <source>One sub-folder for each class, or a zip file of them. Your files are never changed.</source>
        <translation>每个类别一个子文件夹，也可以是这样的 zip 压缩包。你的文件绝不会被改动。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>Ninefold draws six classes of simple pictures to try things out with.</source>
        <translation>Ninefold 会画出六个类别的简单图片，供你试用。</translation>
    </message>
    <message>
        <source>Open a zip file…</source>
        <translation>打开 zip 文件…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
</context>
<context>
    <name>WindowStrip</name>
    <message>
        <source>The kernel stops at {count} places</source>
        <translation>卷积核停在 {count} 处</translation>
    </message>
    <message>
        <source>and {count} more stops</source>
        <translation>还有 {count} 处</translation>
    </message>
</context>
<context>
    <name>_Canvas</name>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
</context>
<context>
    <name>_HeadCard</name>
    <message>
        <source>balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>right among the first</source>
        <translation>前几名中有正确答案</translation>
    </message>
    <message>
        <source>not in this file</source>
        <translation>不在这个文件里</translation>
    </message>
    <message>
        <source>right, most likely between {low} and {high}</source>
        <translation>准确率，很可能在 {low} 到 {high} 之间</translation>
    </message>
    <message>
        <source>right among the first {k}</source>
        <translation>前 {k} 名中有正确答案</translation>
    </message>
</context>
<context>
    <name>_Layout</name>
    <message>
        <source>flowers</source>
        <translation>花卉</translation>
    </message>
    <message>
        <source>daisy</source>
        <translation>雏菊</translation>
    </message>
    <message>
        <source>roses</source>
        <translation>玫瑰</translation>
    </message>
</context>
<context>
    <name>_Reader</name>
    <message>
        <source>The lesson</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>_Shares</name>
    <message>
        <source>Its part of the module&apos;s activation, and its part of what speaks for the class.</source>
        <translation>它占模块激活的份额，以及占支持该类别部分的份额。</translation>
    </message>
    <message>
        <source>active</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
</context>
<context>
    <name>about</name>
    <message>
        <source>About Ninefold</source>
        <translation>关于 Ninefold</translation>
    </message>
    <message>
        <source>Trains GoogLeNet, with its nine Inception modules, on your own pictures. Everything stays on this computer.</source>
        <translation>用你自己的图片训练由九个 Inception 模块组成的 GoogLeNet。所有数据都留在这台电脑上。</translation>
    </message>
</context>
<context>
    <name>blocks</name>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>pool {0}</source>
        <translation>池化 {0}</translation>
    </message>
    <message>
        <source>conv {0}</source>
        <translation>卷积 {0}</translation>
    </message>
    <message>
        <source>Inception {0}</source>
        <translation>Inception {0}</translation>
    </message>
    <message>
        <source>3 × 3 (third)</source>
        <translation>3 × 3（第三个）</translation>
    </message>
    <message>
        <source>pool</source>
        <translation>池化</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>three numbers</source>
        <translation>三个数</translation>
    </message>
    <message>
        <source>three numbers above 0</source>
        <translation>三个大于 0 的数</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>一个名称</translation>
    </message>
    <message>
        <source>imagenet, the path of a file, or nothing</source>
        <translation>imagenet、文件路径，或留空</translation>
    </message>
    <message>
        <source>at most 0.95 together</source>
        <translation>合计不超过 0.95</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>一个文件夹</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>一列数</translation>
    </message>
    <message>
        <source>The setting {name} cannot be {value}.</source>
        <translation>设置 {name} 不能是 {value}。</translation>
    </message>
    <message>
        <source>Allowed: {allowed}.</source>
        <translation>可以填：{allowed}。</translation>
    </message>
    <message>
        <source>The setting {name} cannot be {value}: pictures are decoded smaller.</source>
        <translation>设置 {name} 不能是 {value}：图片解码后比它小。</translation>
    </message>
    <message>
        <source>Choose at most {allowed} pixels, or a larger decoded size.</source>
        <translation>请选择不超过 {allowed} 像素，或调大解码尺寸。</translation>
    </message>
    <message>
        <source>Answers cannot be averaged with the mirror image&apos;s where mirrored pictures are never learned.</source>
        <translation>从不学习镜像图片时，不能把答案与镜像图片的答案取平均。</translation>
    </message>
    <message>
        <source>Switch mirror averaging off, or mirroring on.</source>
        <translation>请关闭“与镜像取平均”，或打开“镜像”。</translation>
    </message>
    <message>
        <source>The ImageNet weights do not fit the architecture {value}.</source>
        <translation>ImageNet 权重与网络结构 {value} 不匹配。</translation>
    </message>
    <message>
        <source>To start from them, choose the architecture imagenet; or start from something else.</source>
        <translation>要从它们开始，请选择 imagenet 网络结构；或选择其他起点。</translation>
    </message>
    <message>
        <source>The settings of this run cannot be read: {detail}.</source>
        <translation>无法读取这次训练的设置：{detail}。</translation>
    </message>
    <message>
        <source>Start a new run with the settings of your choice.</source>
        <translation>请用你想要的设置重新开始训练。</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>文件夹 {path} 不存在。</translation>
    </message>
    <message>
        <source>Check the spelling, or connect the disk that it is on, then choose it again.</source>
        <translation>请检查路径是否写对，或接上它所在的磁盘，然后重新选择。</translation>
    </message>
    <message>
        <source>{path} is neither a folder nor a zip or tar archive.</source>
        <translation>{path} 既不是文件夹，也不是 zip 或 tar 压缩包。</translation>
    </message>
    <message>
        <source>Choose the folder that holds one folder of pictures for each class.</source>
        <translation>请选择这样的文件夹：其中每个类别各有一个装图片的文件夹。</translation>
    </message>
    <message>
        <source>You may not look into {path}.</source>
        <translation>你没有权限查看 {path}。</translation>
    </message>
    <message>
        <source>Change its permissions, or copy it to a folder of your own.</source>
        <translation>请修改它的权限，或把它复制到你自己的文件夹里。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read: {detail}.</source>
        <translation>无法读取文件夹 {path}：{detail}。</translation>
    </message>
    <message>
        <source>Check that the disk or the network folder is there, then try again.</source>
        <translation>请检查磁盘或网络文件夹是否连接正常，然后重试。</translation>
    </message>
    <message>
        <source>There is no picture in {path} that Ninefold can read.</source>
        <translation>{path} 里没有 Ninefold 能读取的图片。</translation>
    </message>
    <message>
        <source>Choose a folder with one folder of pictures (JPEG, PNG, WebP, ...) for each class.</source>
        <translation>请选择这样的文件夹：其中每个类别各有一个装图片（JPEG、PNG、WebP 等）的文件夹。</translation>
    </message>
    <message>
        <source>{path} has only Git-LFS pointers, small texts that stand for pictures.</source>
        <translation>{path} 里只有 Git-LFS 指针，也就是代替图片的小文本文件。</translation>
    </message>
    <message>
        <source>Fetch the pictures themselves with: git lfs pull.</source>
        <translation>请用这条命令取回图片本身：git lfs pull。</translation>
    </message>
    <message>
        <source>There is only one class, {name}: nothing to tell apart.</source>
        <translation>只有一个类别 {name}：没有可以区分的对象。</translation>
    </message>
    <message>
        <source>Choose the folder above it, with one folder for each class: two classes at the least.</source>
        <translation>请选择它的上一级文件夹，其中每个类别一个文件夹，至少两个类别。</translation>
    </message>
    <message>
        <source>The pictures in {path} are not in class folders, so nothing says what they show.</source>
        <translation>{path} 里的图片没有放在类别文件夹中，无从得知它们是什么。</translation>
    </message>
    <message>
        <source>Make a folder per class (pets/cat/1.jpg, pets/dog/2.jpg), or a labels.csv with lines 1.jpg,cat.</source>
        <translation>请为每个类别建一个文件夹（pets/cat/1.jpg、pets/dog/2.jpg），或提供 labels.csv，每行形如 1.jpg,cat。</translation>
    </message>
    <message>
        <source>No line of the table {path} names a picture beside or below it.</source>
        <translation>表格 {path} 中没有一行写出它旁边或下级文件夹里的图片。</translation>
    </message>
    <message>
        <source>Write the pictures&apos; file names in one column, their classes in another: 1.jpg,cat.</source>
        <translation>请把图片文件名写在一列，类别写在另一列：1.jpg,cat。</translation>
    </message>
    <message>
        <source>There are {count} folders with pictures; {limit} classes are the most.</source>
        <translation>有 {count} 个文件夹含有图片，而类别最多 {limit} 个。</translation>
    </message>
    <message>
        <source>Choose the folder whose own folders are the classes, not one far above.</source>
        <translation>请选择下一级就是各个类别的那个文件夹，不要选得太靠上。</translation>
    </message>
    <message>
        <source>The table {path} cannot be read: {detail}.</source>
        <translation>无法读取表格 {path}：{detail}。</translation>
    </message>
    <message>
        <source>Close it in other programs and check its permissions, then try again.</source>
        <translation>请在其他程序中关闭它并检查权限，然后重试。</translation>
    </message>
    <message>
        <source>The archive {path} is damaged, or packed in a way that cannot be read: {detail}.</source>
        <translation>压缩包 {path} 已损坏，或打包方式无法读取：{detail}。</translation>
    </message>
    <message>
        <source>Copy or download it again, or unpack it yourself and choose the folder.</source>
        <translation>请重新复制或下载，或自行解压后选择文件夹。</translation>
    </message>
    <message>
        <source>The archive {path} is locked with a password.</source>
        <translation>压缩包 {path} 设有密码。</translation>
    </message>
    <message>
        <source>Unpack it yourself, then choose the folder.</source>
        <translation>请自行解压，然后选择文件夹。</translation>
    </message>
    <message>
        <source>The archive {path} wants to write outside its own folder ({name}): refused.</source>
        <translation>压缩包 {path} 试图写到自己的文件夹之外（{name}）：已拒绝。</translation>
    </message>
    <message>
        <source>Do not trust it. If you do, unpack it yourself and choose the folder.</source>
        <translation>请不要信任它。如果确实可信，请自行解压后选择文件夹。</translation>
    </message>
    <message>
        <source>What is in the archive {path} is too large for what the archive is: refused.</source>
        <translation>压缩包 {path} 里的内容相对于压缩包本身大得不正常：已拒绝。</translation>
    </message>
    <message>
        <source>If you trust it, unpack it yourself and choose the folder.</source>
        <translation>如果你信任它，请自行解压后选择文件夹。</translation>
    </message>
    <message>
        <source>The archive {path} holds more than {limit} files: refused.</source>
        <translation>压缩包 {path} 里的文件超过 {limit} 个：已拒绝。</translation>
    </message>
    <message>
        <source>There is no room on the disk to unpack {path}.</source>
        <translation>磁盘空间不足，无法解压 {path}。</translation>
    </message>
    <message>
        <source>Make room, or unpack it yourself on another disk and choose the folder.</source>
        <translation>请腾出空间，或自行解压到其他磁盘后选择文件夹。</translation>
    </message>
    <message>
        <source>The archive {path} could not be unpacked: {detail}.</source>
        <translation>无法解压压缩包 {path}：{detail}。</translation>
    </message>
    <message>
        <source>What you change in this dataset cannot be kept in {path}: {detail}.</source>
        <translation>无法把你对这个数据集的修改保存到 {path}：{detail}。</translation>
    </message>
    <message>
        <source>Check that you may write there and that the disk has room, then try again.</source>
        <translation>请检查是否有写入权限、磁盘是否还有空间，然后重试。</translation>
    </message>
    <message>
        <source>What you had changed in this dataset cannot be read any more; a new record begins.</source>
        <translation>你以前对这个数据集的修改已无法读取，现在重新开始记录。</translation>
    </message>
    <message>
        <source>The unreadable record is kept as {path}.</source>
        <translation>无法读取的记录保留为 {path}。</translation>
    </message>
    <message>
        <source>That would leave fewer than two classes.</source>
        <translation>这样一来，类别就不足两个了。</translation>
    </message>
    <message>
        <source>Bring back another class first.</source>
        <translation>请先恢复另一个类别。</translation>
    </message>
    <message>
        <source>Another class is called {name} already.</source>
        <translation>已经有一个类别叫 {name} 了。</translation>
    </message>
    <message>
        <source>Choose another name, or merge the two classes.</source>
        <translation>请换一个名称，或合并这两个类别。</translation>
    </message>
    <message>
        <source>There is no class called {name} any more.</source>
        <translation>已经没有叫 {name} 的类别了。</translation>
    </message>
    <message>
        <source>An earlier change renamed it, merged it or left it out: look again.</source>
        <translation>之前的修改已把它改名、合并或移出训练：请再看一下。</translation>
    </message>
    <message>
        <source>The name of the class {name} has {count} bytes; {limit} are the most.</source>
        <translation>类别 {name} 的名称有 {count} 字节，最多 {limit} 字节。</translation>
    </message>
    <message>
        <source>Give the class a shorter name.</source>
        <translation>请给这个类别取一个短一些的名称。</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>类别必须有名称。</translation>
    </message>
    <message>
        <source>Type one.</source>
        <translation>请输入一个。</translation>
    </message>
    <message>
        <source>The file is a Git-LFS pointer, a small text that stands for the picture.</source>
        <translation>这个文件是 Git-LFS 指针，也就是代替图片的小文本文件。</translation>
    </message>
    <message>
        <source>Fetch the picture itself with: git lfs pull.</source>
        <translation>请用这条命令取回图片本身：git lfs pull。</translation>
    </message>
    <message>
        <source>The link leads nowhere.</source>
        <translation>这个链接指向的文件不存在。</translation>
    </message>
    <message>
        <source>Put the file back where the link leads, or leave it out.</source>
        <translation>请把文件放回链接所指的位置，或不使用它。</translation>
    </message>
    <message>
        <source>This is a link or a device in an archive, which is not unpacked.</source>
        <translation>这是压缩包里的链接或设备文件，不予解压。</translation>
    </message>
    <message>
        <source>Pack the picture itself in its place.</source>
        <translation>请把图片本身打包进去。</translation>
    </message>
    <message>
        <source>The archive has this name twice; only the first was unpacked.</source>
        <translation>压缩包里这个名称出现了两次，只解压了第一个。</translation>
    </message>
    <message>
        <source>Rename one of the two and pack the archive again.</source>
        <translation>请给其中一个改名，然后重新打包。</translation>
    </message>
    <message>
        <source>This computer cannot have a file of this name.</source>
        <translation>这台电脑上不能有叫这个名称的文件。</translation>
    </message>
    <message>
        <source>Rename it and pack the archive again.</source>
        <translation>请改名后重新打包。</translation>
    </message>
    <message>
        <source>The table names this file, but it is not there.</source>
        <translation>表格里列出了这个文件，但它不存在。</translation>
    </message>
    <message>
        <source>Put it beside the table, or take its line out.</source>
        <translation>请把它放到表格旁边，或从表格中删去这一行。</translation>
    </message>
    <message>
        <source>The table names this file outside the table&apos;s own folder.</source>
        <translation>表格里列出的这个文件在表格所在的文件夹之外。</translation>
    </message>
    <message>
        <source>Move the pictures beside the table, and name them from there.</source>
        <translation>请把图片移到表格旁边，并按那里的位置填写文件名。</translation>
    </message>
    <message>
        <source>{count} classes each stand in several Unicode spellings and were joined: {names}.</source>
        <translation>{count} 个类别各有几种不同的 Unicode 写法，已合在一起：{names}。</translation>
    </message>
    <message>
        <source>One class stands in several Unicode spellings and was joined: {names}.</source>
        <translation>1 个类别有几种不同的 Unicode 写法，已合在一起：{names}。</translation>
    </message>
    <message>
        <source>{count} class names were no valid Unicode and are shown as: {names}.</source>
        <translation>{count} 个类别名称不是有效的 Unicode，显示为：{names}。</translation>
    </message>
    <message>
        <source>One class name was no valid Unicode and is shown as: {names}.</source>
        <translation>1 个类别名称不是有效的 Unicode，显示为：{names}。</translation>
    </message>
    <message>
        <source>These classes differ only in capital letters, and stay apart: {names}.</source>
        <translation>这些类别只有大小写不同，仍算作不同的类别：{names}。</translation>
    </message>
    <message>
        <source>If they are meant as one, merge them.</source>
        <translation>如果本来是同一类，请合并它们。</translation>
    </message>
    <message>
        <source>The class folders were found further in, in {folder}.</source>
        <translation>类别文件夹在更里面的一层找到：{folder}。</translation>
    </message>
    <message>
        <source>{count} folders hold no picture and are no classes: {names}.</source>
        <translation>{count} 个文件夹里没有图片，不算类别：{names}。</translation>
    </message>
    <message>
        <source>One folder holds no picture and is no class: {names}.</source>
        <translation>1 个文件夹里没有图片，不算类别：{names}。</translation>
    </message>
    <message>
        <source>The classes of {count} pictures come from the table {name}.</source>
        <translation>{count} 张图片的类别取自表格 {name}。</translation>
    </message>
    <message>
        <source>{count} pictures belong to no class and are left out of training.</source>
        <translation>{count} 张图片不属于任何类别，不参与训练。</translation>
    </message>
    <message>
        <source>Move them into class folders, if they are meant to be learnt.</source>
        <translation>如果要用来学习，请把它们移到类别文件夹里。</translation>
    </message>
    <message>
        <source>One picture belongs to no class and is left out of training.</source>
        <translation>1 张图片不属于任何类别，不参与训练。</translation>
    </message>
    <message>
        <source>{count} folders cannot be read; what is in them is left out.</source>
        <translation>{count} 个文件夹无法读取；其中的内容不予使用。</translation>
    </message>
    <message>
        <source>Change their permissions, then open the folder again.</source>
        <translation>请修改它们的权限，然后重新打开文件夹。</translation>
    </message>
    <message>
        <source>One folder cannot be read; what is in it is left out.</source>
        <translation>1 个文件夹无法读取；其中的内容不予使用。</translation>
    </message>
    <message>
        <source>{count} links lead back to folders seen already and were not followed.</source>
        <translation>{count} 个链接指回已经看过的文件夹，没有再跟进去。</translation>
    </message>
    <message>
        <source>One link leads back to a folder seen already and was not followed.</source>
        <translation>1 个链接指回已经看过的文件夹，没有再跟进去。</translation>
    </message>
    <message>
        <source>{count} files are no pictures and were passed over.</source>
        <translation>{count} 个文件不是图片；已略过。</translation>
    </message>
    <message>
        <source>One file is no picture and was passed over.</source>
        <translation>1 个文件不是图片；已略过。</translation>
    </message>
    <message>
        <source>{count} new pictures nearly repeat some in training and in validation: they go to training.</source>
        <translation>{count} 张新图片与训练集和验证集中的图片都近似：它们归入训练集。</translation>
    </message>
    <message>
        <source>Exclude the copies in validation, which the network has as good as seen.</source>
        <translation>请排除验证集中的副本，网络等于已经见过它们了。</translation>
    </message>
    <message>
        <source>One new picture nearly repeats one in training and one in validation: it goes to training.</source>
        <translation>1 张新图片与训练集和验证集中的图片都近似：它归入训练集。</translation>
    </message>
    <message>
        <source>Delete the copies in one of the parts.</source>
        <translation>请在其中一个部分里删除这些副本。</translation>
    </message>
    <message>
        <source>{count} classes have no picture to train on: {names}.</source>
        <translation>{count} 个类别没有可用于训练的图片：{names}。</translation>
    </message>
    <message>
        <source>Add pictures of them, or leave these classes out.</source>
        <translation>请为它们添加图片，或让这些类别不参与训练。</translation>
    </message>
    <message>
        <source>One class has no picture to train on: {names}.</source>
        <translation>1 个类别没有可用于训练的图片：{names}。</translation>
    </message>
    <message>
        <source>{count} classes have no picture in validation, so nobody knows how they do: {names}.</source>
        <translation>{count} 个类别在验证集中没有图片，无法知道学得怎么样：{names}。</translation>
    </message>
    <message>
        <source>Give each class two different pictures at the least; better, twenty.</source>
        <translation>每个类别至少要有两张不同的图片，最好有二十张。</translation>
    </message>
    <message>
        <source>One class has no picture in validation, so nobody knows how it does: {names}.</source>
        <translation>1 个类别在验证集中没有图片，无法知道学得怎么样：{names}。</translation>
    </message>
    <message>
        <source>After your changes fewer than two classes are left: nothing can be trained.</source>
        <translation>按你的修改，剩下的类别不足两个：无法训练。</translation>
    </message>
    <message>
        <source>Undo some of the changes, or bring classes back.</source>
        <translation>请撤销一些修改，或恢复一些类别。</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation>文件已经不在了。</translation>
    </message>
    <message>
        <source>Open the folder again to see what it holds now.</source>
        <translation>请重新打开文件夹，看看现在有哪些内容。</translation>
    </message>
    <message>
        <source>You may not read this file.</source>
        <translation>你没有权限读取这个文件。</translation>
    </message>
    <message>
        <source>Change the file&apos;s permissions, or copy it to a folder of your own.</source>
        <translation>请修改文件的权限，或把它复制到你自己的文件夹里。</translation>
    </message>
    <message>
        <source>This is no ordinary file.</source>
        <translation>这不是普通文件。</translation>
    </message>
    <message>
        <source>The file cannot be read: {detail}.</source>
        <translation>无法读取文件：{detail}。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>Copy it again from where it came from.</source>
        <translation>请从原处重新复制一份。</translation>
    </message>
    <message>
        <source>The file is no picture, whatever its name says.</source>
        <translation>不管名称怎么写，这个文件都不是图片。</translation>
    </message>
    <message>
        <source>Leave it out, or save it as JPEG or PNG with the program that opens it.</source>
        <translation>请不要使用它，或用能打开它的程序另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>Ninefold does not read {format} files.</source>
        <translation>Ninefold 不读取 {format} 文件。</translation>
    </message>
    <message>
        <source>Save the picture as JPEG or PNG.</source>
        <translation>请把图片另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>Reading HEIC pictures is an extra that is not installed.</source>
        <translation>读取 HEIC 图片需要的附加组件没有安装。</translation>
    </message>
    <message>
        <source>Install it (pip install &apos;ninefold[heic]&apos;), or save it as JPEG.</source>
        <translation>请安装它（pip install &apos;ninefold[heic]&apos;），或把图片另存为 JPEG。</translation>
    </message>
    <message>
        <source>The picture has more than {limit} megapixels, the most that is read of its kind.</source>
        <translation>图片超过 {limit} 百万像素，这是这类图片的读取上限。</translation>
    </message>
    <message>
        <source>Save a smaller copy: the network sees a few hundred pixels a side.</source>
        <translation>请保存一份小一些的副本：网络看到的只有每边几百个像素。</translation>
    </message>
    <message>
        <source>The picture has {width} x {height} pixels, one side over {limit} times the other.</source>
        <translation>图片为 {width} x {height} 像素，一边超过另一边的 {limit} 倍。</translation>
    </message>
    <message>
        <source>Cut it into pieces that are closer to a square.</source>
        <translation>请把它切成更接近正方形的几块。</translation>
    </message>
    <message>
        <source>The picture is saved in so many passes that it would take too long to read.</source>
        <translation>图片分了太多遍保存，读取它会花太长时间。</translation>
    </message>
    <message>
        <source>Open it in another program and save it as JPEG or PNG.</source>
        <translation>请用其他程序打开，另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>The file breaks off, and too little of the picture is there.</source>
        <translation>文件中途截断，剩下的图片内容太少。</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>请重新复制或下载。</translation>
    </message>
    <message>
        <source>The picture is damaged, or saved in a way that cannot be read.</source>
        <translation>图片已损坏，或保存方式无法读取。</translation>
    </message>
    <message>
        <source>Copy it again, or open it in another program and save it as JPEG or PNG.</source>
        <translation>请重新复制，或用其他程序打开后另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>{count} pictures are in several classes: whatever the network answers, it is told it is wrong.</source>
        <translation>{count} 张图片同时属于几个类别：无论网络怎么回答，都会被判为错误。</translation>
    </message>
    <message>
        <source>Decide which class each belongs to, and exclude the other copy.</source>
        <translation>请决定每张图片属于哪个类别，并排除另一份。</translation>
    </message>
    <message>
        <source>One picture is in several classes: whatever the network answers, it is told it is wrong.</source>
        <translation>1 张图片同时属于几个类别：无论网络怎么回答，都会被判为错误。</translation>
    </message>
    <message>
        <source>{count} groups of near copies are in different classes, which teaches the network to guess.</source>
        <translation>{count} 组近似图片分在不同的类别里，这会教网络瞎猜。</translation>
    </message>
    <message>
        <source>Look at each pair, and exclude those in the wrong class.</source>
        <translation>请逐对查看，排除放错类别的图片。</translation>
    </message>
    <message>
        <source>Near copies of one picture are in different classes, which teaches the network to guess.</source>
        <translation>一张图片的近似副本分在不同的类别里，这会教网络瞎猜。</translation>
    </message>
    <message>
        <source>{count} groups of near copies are in training and outside it: accuracy looks better than it is.</source>
        <translation>{count} 组近似图片既在训练集中，又在训练集外：准确率看起来会比实际高。</translation>
    </message>
    <message>
        <source>Exclude the copies outside training.</source>
        <translation>请排除训练集以外的副本。</translation>
    </message>
    <message>
        <source>Near copies of one picture are in training and outside it: accuracy looks better than it is.</source>
        <translation>一张图片的近似副本既在训练集中，又在训练集外：准确率看起来会比实际高。</translation>
    </message>
    <message>
        <source>{count} pictures are there more than once, and so count for more than the others in training.</source>
        <translation>{count} 张图片重复出现，在训练中的分量会比其他图片重。</translation>
    </message>
    <message>
        <source>Exclude the copies if they should not.</source>
        <translation>如果不希望这样，请排除多余的副本。</translation>
    </message>
    <message>
        <source>One picture is there more than once, and so counts for more than the others in training.</source>
        <translation>1 张图片重复出现，在训练中的分量会比其他图片重。</translation>
    </message>
    <message>
        <source>{count} groups of pictures are nearly the same: they teach little more than one picture each.</source>
        <translation>{count} 组图片几乎相同：每组能教给网络的，和一张图片差不多。</translation>
    </message>
    <message>
        <source>Keep them, or exclude all but the best of each group.</source>
        <translation>可以保留，也可以每组只留下最好的一张。</translation>
    </message>
    <message>
        <source>Some pictures are nearly the same: they teach little more than one picture.</source>
        <translation>有些图片几乎相同：它们能教给网络的，和一张图片差不多。</translation>
    </message>
    <message>
        <source>{count} files cannot be read as pictures; training goes on without them.</source>
        <translation>{count} 个文件无法作为图片读取；训练时会跳过它们。</translation>
    </message>
    <message>
        <source>Copy them again from where they came from, or leave it so.</source>
        <translation>请从原处重新复制，也可以不管它们。</translation>
    </message>
    <message>
        <source>One file cannot be read as a picture; training goes on without it.</source>
        <translation>1 个文件无法作为图片读取；训练时会跳过它。</translation>
    </message>
    <message>
        <source>{count} pictures are too large to be read in reasonable time; training goes on without them.</source>
        <translation>{count} 张图片太大，无法在合理的时间内读取；训练时会跳过它们。</translation>
    </message>
    <message>
        <source>Save smaller copies: the network sees a few hundred pixels a side.</source>
        <translation>请保存小一些的副本：网络看到的只有每边几百个像素。</translation>
    </message>
    <message>
        <source>One picture is too large to be read in reasonable time; training goes on without it.</source>
        <translation>1 张图片太大，无法在合理的时间内读取；训练时会跳过它。</translation>
    </message>
    <message>
        <source>{count} pictures are too long and thin to show anything; training goes on without them.</source>
        <translation>{count} 张图片过于细长，看不出内容；训练时会跳过它们。</translation>
    </message>
    <message>
        <source>Cut them into pieces that are closer to a square.</source>
        <translation>请把它们切成更接近正方形的几块。</translation>
    </message>
    <message>
        <source>One picture is too long and thin to show anything; training goes on without it.</source>
        <translation>1 张图片过于细长，看不出内容；训练时会跳过它。</translation>
    </message>
    <message>
        <source>{count} files hold no picture of a kind that can be read; training goes on without them.</source>
        <translation>{count} 个文件不是可以读取的图片类型；训练时会跳过它们。</translation>
    </message>
    <message>
        <source>Save them as JPEG or PNG, or leave it so.</source>
        <translation>请另存为 JPEG 或 PNG，也可以不管它们。</translation>
    </message>
    <message>
        <source>One file holds no picture of a kind that can be read; training goes on without it.</source>
        <translation>1 个文件不是可以读取的图片类型；训练时会跳过它。</translation>
    </message>
    <message>
        <source>{count} pictures break off: what is missing is plain grey, and the network learns that too.</source>
        <translation>{count} 张图片不完整：缺少的部分是一片灰色，网络会把它也学进去。</translation>
    </message>
    <message>
        <source>Copy or download them again, or exclude them.</source>
        <translation>请重新复制或下载，或排除它们。</translation>
    </message>
    <message>
        <source>One picture breaks off: what is missing is plain grey, and the network learns that too.</source>
        <translation>1 张图片不完整：缺少的部分是一片灰色，网络会把它也学进去。</translation>
    </message>
    <message>
        <source>{count} pictures are nearly blank: nothing can be learned from them but their class by heart.</source>
        <translation>{count} 张图片几乎空白：除了死记类别，从中学不到什么。</translation>
    </message>
    <message>
        <source>Exclude them, unless a blank picture is what the class is about.</source>
        <translation>请排除它们，除非空白图片正是这个类别的内容。</translation>
    </message>
    <message>
        <source>One picture is nearly blank: nothing can be learned from it but its class by heart.</source>
        <translation>1 张图片几乎空白：除了死记类别，从中学不到什么。</translation>
    </message>
    <message>
        <source>{count} pictures are very blurred: they teach colours, and no shapes.</source>
        <translation>{count} 张图片非常模糊：只能教颜色，教不了形状。</translation>
    </message>
    <message>
        <source>Exclude them, unless the pictures to be named later are as blurred.</source>
        <translation>请排除它们，除非以后要识别的图片也这么模糊。</translation>
    </message>
    <message>
        <source>One picture is very blurred: it teaches colours, and no shapes.</source>
        <translation>1 张图片非常模糊：只能教颜色，教不了形状。</translation>
    </message>
    <message>
        <source>{count} pictures are smaller than 64 pixels: blown up, they show the network little detail.</source>
        <translation>{count} 张图片小于 64 像素：放大之后，网络几乎看不到细节。</translation>
    </message>
    <message>
        <source>Find larger copies, or train at a small picture size.</source>
        <translation>请找大一些的副本，或用较小的图片尺寸训练。</translation>
    </message>
    <message>
        <source>One picture is smaller than 64 pixels: blown up, it shows the network little detail.</source>
        <translation>1 张图片小于 64 像素：放大之后，网络几乎看不到细节。</translation>
    </message>
    <message>
        <source>{count} pictures are more than four times as long as wide: squeezed or cropped, they lose much.</source>
        <translation>{count} 张图片的长边超过短边的四倍：压扁或裁剪之后会损失很多内容。</translation>
    </message>
    <message>
        <source>Crop them around what matters, or leave it so.</source>
        <translation>请裁剪出重要的部分，也可以不管它们。</translation>
    </message>
    <message>
        <source>One picture is more than four times as long as wide: squeezed or cropped, it loses much.</source>
        <translation>1 张图片的长边超过短边的四倍：压扁或裁剪之后会损失很多内容。</translation>
    </message>
    <message>
        <source>{count} files hold several frames or pages; only the first of each is used.</source>
        <translation>{count} 个文件含有多帧或多页；每个文件只用第一帧或第一页。</translation>
    </message>
    <message>
        <source>One file holds several frames or pages; only the first is used.</source>
        <translation>1 个文件含有多帧或多页；只用第一帧或第一页。</translation>
    </message>
    <message>
        <source>{count} pictures have unusual colours (16-bit, 1-bit, CMYK, Lab, see-through), now converted.</source>
        <translation>{count} 张图片的颜色格式不常见（16 位、1 位、CMYK、Lab、透明），已经转换。</translation>
    </message>
    <message>
        <source>Look whether they appear as they should.</source>
        <translation>请看看它们显示得是否正常。</translation>
    </message>
    <message>
        <source>One picture has unusual colours (16-bit, 1-bit, CMYK, Lab, see-through), now converted.</source>
        <translation>1 张图片的颜色格式不常见（16 位、1 位、CMYK、Lab、透明），已经转换。</translation>
    </message>
    <message>
        <source>{count} pictures are stored turned or mirrored and are set upright, as their cameras noted.</source>
        <translation>{count} 张图片保存时是旋转或镜像的，已按相机的记录转正。</translation>
    </message>
    <message>
        <source>One picture is stored turned or mirrored and is set upright, as its camera noted.</source>
        <translation>1 张图片保存时是旋转或镜像的，已按相机的记录转正。</translation>
    </message>
    <message>
        <source>{count} files are of another format than their names say; they are read all the same.</source>
        <translation>{count} 个文件的实际格式与扩展名不符；仍可正常读取。</translation>
    </message>
    <message>
        <source>One file is of another format than its name says; it is read all the same.</source>
        <translation>1 个文件的实际格式与扩展名不符；仍可正常读取。</translation>
    </message>
    <message>
        <source>{largest} has {ratio} times as many pictures as {smallest}: in doubt the network prefers it.</source>
        <translation>{largest} 的图片数是 {smallest} 的 {ratio} 倍：拿不准时，网络会偏向前者。</translation>
    </message>
    <message>
        <source>Add pictures of the small classes, or switch on balanced classes in the training settings.</source>
        <translation>请为图片少的类别添加图片，或在训练设置中打开“平衡类别”。</translation>
    </message>
    <message>
        <source>{count} classes have fewer than {least} pictures to train on, too few to learn: {names}.</source>
        <translation>{count} 个类别用于训练的图片不足 {least} 张，太少，学不会：{names}。</translation>
    </message>
    <message>
        <source>Add pictures; some fifty a class are a good beginning.</source>
        <translation>请添加图片，每个类别五十张左右是不错的开始。</translation>
    </message>
    <message>
        <source>One class has fewer than {least} pictures to train on, too few to learn: {names}.</source>
        <translation>1 个类别用于训练的图片不足 {least} 张，太少，学不会：{names}。</translation>
    </message>
    <message>
        <source>{count} classes have under {least} pictures in validation, so their accuracy is luck: {names}.</source>
        <translation>{count} 个类别在验证集中的图片不足 {least} 张，它们的准确率全凭运气：{names}。</translation>
    </message>
    <message>
        <source>Add pictures, or choose a larger share for validation.</source>
        <translation>请添加图片，或提高验证集的比例。</translation>
    </message>
    <message>
        <source>One class has under {least} pictures in validation, so its accuracy is luck: {names}.</source>
        <translation>1 个类别在验证集中的图片不足 {least} 张，它的准确率全凭运气：{names}。</translation>
    </message>
    <message>
        <source>Nothing odd was found in {count} pictures.</source>
        <translation>检查了 {count} 张图片，没有发现异常。</translation>
    </message>
    <message>
        <source>Nothing odd was found in the one picture.</source>
        <translation>检查了仅有的 1 张图片，没有发现异常。</translation>
    </message>
    <message>
        <source>There is no usable picture to train on.</source>
        <translation>没有可用于训练的图片。</translation>
    </message>
    <message>
        <source>Add pictures to the folder of each class; ten a class are a beginning.</source>
        <translation>请在每个类别的文件夹里添加图片，每类十张就可以开始。</translation>
    </message>
    <message>
        <source>There is no usable picture left to measure what the network has learned.</source>
        <translation>没有剩下可用的图片来衡量网络学得怎么样。</translation>
    </message>
    <message>
        <source>The folder {path} is gone; training waits for it, and what it learned is saved.</source>
        <translation>文件夹 {path} 不见了；训练正在等它回来，已学到的内容都保存好了。</translation>
    </message>
    <message>
        <source>Bring the folder back (plug the drive in again) and training goes on by itself.</source>
        <translation>请恢复这个文件夹（例如重新插上磁盘），训练会自动继续。</translation>
    </message>
    <message>
        <source>There is no run in {run}.</source>
        <translation>{run} 里没有训练记录。</translation>
    </message>
    <message>
        <source>Choose a folder that an earlier training made; it holds a config.json.</source>
        <translation>请选择以前训练生成的文件夹，里面有 config.json。</translation>
    </message>
    <message>
        <source>There is no screen here that the window could open on.</source>
        <translation>这里没有可以打开窗口的屏幕。</translation>
    </message>
    <message>
        <source>The command line works without one: ninefold --help.</source>
        <translation>命令行不需要屏幕：ninefold --help。</translation>
    </message>
    <message>
        <source>The run in {run} is being written by another Ninefold just now.</source>
        <translation>另一个 Ninefold 正在写入 {run} 里的训练。</translation>
    </message>
    <message>
        <source>Stop that one first, or start a new run.</source>
        <translation>请先停止那一个，或重新开始一次训练。</translation>
    </message>
    <message>
        <source>The folder {run} holds other files already.</source>
        <translation>文件夹 {run} 里已经有其他文件。</translation>
    </message>
    <message>
        <source>Choose an empty or a new folder, or continue the run that is in it.</source>
        <translation>请选择空文件夹或新文件夹，或继续其中的训练。</translation>
    </message>
    <message>
        <source>The run cannot be kept in {run}: that is inside your folder of pictures.</source>
        <translation>训练不能保存在 {run}：它在你的图片文件夹里面。</translation>
    </message>
    <message>
        <source>Choose a folder outside {data}; Ninefold never writes to your pictures.</source>
        <translation>请选择 {data} 之外的文件夹，Ninefold 绝不会往你的图片文件夹里写东西。</translation>
    </message>
    <message>
        <source>The run cannot be written to {run}: {detail}.</source>
        <translation>无法把训练写入 {run}：{detail}。</translation>
    </message>
    <message>
        <source>Choose another folder for it, or allow writing to this one.</source>
        <translation>请换一个文件夹，或允许写入这个文件夹。</translation>
    </message>
    <message>
        <source>The run cannot go on: its checkpoint {path} is damaged.</source>
        <translation>训练无法继续：检查点 {path} 已损坏。</translation>
    </message>
    <message>
        <source>Start a new run. A model that was kept in the run&apos;s folder can still be used.</source>
        <translation>请重新开始训练。训练文件夹里已保存的模型仍然可以使用。</translation>
    </message>
    <message>
        <source>The run cannot go on: it learned the classes {before}, and the folder now has {after}.</source>
        <translation>训练无法继续：它学的类别是 {before}，而文件夹里现在是 {after}。</translation>
    </message>
    <message>
        <source>Bring the classes back as they were, or start a new run.</source>
        <translation>请把类别恢复原样，或重新开始训练。</translation>
    </message>
    <message>
        <source>The run cannot go on: its config.json was changed in {names}.</source>
        <translation>训练无法继续：它的 config.json 中这些项被改动了：{names}。</translation>
    </message>
    <message>
        <source>Change it back, or start a new run with the new settings.</source>
        <translation>请改回去，或用新的设置重新开始训练。</translation>
    </message>
    <message>
        <source>The pictures have changed since this run was stopped; epoch {epoch} begins again with them.</source>
        <translation>这次训练停止之后图片有变化，第 {epoch} 轮将用新的图片重新开始。</translation>
    </message>
    <message>
        <source>For figures that compare fairly with the earlier ones, start a new run.</source>
        <translation>如果想与以前的数字公平比较，请重新开始训练。</translation>
    </message>
    <message>
        <source>The training went out of bounds in epoch {epoch}, step {step}: the loss is no number any more.</source>
        <translation>训练在第 {epoch} 轮第 {step} 步失控：损失不再是有效数字。</translation>
    </message>
    <message>
        <source>Start again with a learning rate below {rate}; half of it is a good try.</source>
        <translation>请用低于 {rate} 的学习率重新开始，可以先试它的一半。</translation>
    </message>
    <message>
        <source>In epoch {epoch}, step {step} the loss was no number any more: training went back to its last checkpoint, at half the learning rate ({rate}).</source>
        <translation>第 {epoch} 轮第 {step} 步，损失不再是有效数字：训练已退回上一个检查点，学习率减半（{rate}）。</translation>
    </message>
    <message>
        <source>Training goes on. Begin the next run with that learning rate.</source>
        <translation>训练会继续。下次训练请从这个学习率开始。</translation>
    </message>
    <message>
        <source>A batch has {batch_size} pictures: more do not fit into the {free_mb} MB of free memory.</source>
        <translation>每批 {batch_size} 张图片：再多，{free_mb} MB 的空闲内存就放不下了。</translation>
    </message>
    <message>
        <source>For larger batches close other programs, or choose smaller pictures.</source>
        <translation>想用更大的批，请关闭其他程序，或选择小一些的图片。</translation>
    </message>
    <message>
        <source>A batch of {batch_size} needs some {needed_mb} MB of memory, and {free_mb} MB are free: the system may end Ninefold.</source>
        <translation>批大小 {batch_size} 约需 {needed_mb} MB 内存，而空闲的只有 {free_mb} MB：系统可能会终止 Ninefold。</translation>
    </message>
    <message>
        <source>Close other programs, or choose smaller pictures or a smaller batch; 0 is automatic.</source>
        <translation>请关闭其他程序，或减小图片尺寸或批大小；0 表示自动。</translation>
    </message>
    <message>
        <source>The memory of {device} is full: a batch has {batch_size} pictures now, not {before}.</source>
        <translation>{device} 的内存已满：批大小从 {before} 减为 {batch_size}。</translation>
    </message>
    <message>
        <source>The memory of {device} has no room for batches of {before} pictures; {batch_size} are tried.</source>
        <translation>{device} 的内存放不下每批 {before} 张图片，改试 {batch_size} 张。</translation>
    </message>
    <message>
        <source>Choose a batch of that size, or smaller pictures.</source>
        <translation>请选用这个批大小，或减小图片尺寸。</translation>
    </message>
    <message>
        <source>Training ended early, after epoch {epoch}: in the last {patience} epochs none was better than epoch {best_epoch}.</source>
        <translation>训练在第 {epoch} 轮后提前结束：最近 {patience} 轮都没有超过第 {best_epoch} 轮。</translation>
    </message>
    <message>
        <source>Copying pictures</source>
        <translation>正在复制图片</translation>
    </message>
    <message>
        <source>Drawing heat maps</source>
        <translation>正在绘制热力图</translation>
    </message>
    <message>
        <source>Exporting the model</source>
        <translation>正在导出模型</translation>
    </message>
    <message>
        <source>Checking what was exported</source>
        <translation>正在检查导出结果</translation>
    </message>
    <message>
        <source>Moving files</source>
        <translation>正在移动文件</translation>
    </message>
    <message>
        <source>Asking the model</source>
        <translation>正在询问模型</translation>
    </message>
    <message>
        <source>Showing the network all pictures</source>
        <translation>正在让网络看所有图片</translation>
    </message>
    <message>
        <source>Comparing the folders with second opinions</source>
        <translation>正在把文件夹与另一份判断对照</translation>
    </message>
    <message>
        <source>not sure: too close to other classes</source>
        <translation>不确定：与其他类别太接近</translation>
    </message>
    <message>
        <source>not sure: unlike the pictures that it learned from</source>
        <translation>不确定：与学过的图片不像</translation>
    </message>
    <message>
        <source>Training goes on. Begin the next run with batches of that size.</source>
        <translation>训练会继续。下次训练请从这个批大小开始。</translation>
    </message>
    <message>
        <source>{count} pictures are in several of train, val and test: all copies of one are used on one side.</source>
        <translation>{count} 张图片同时在 train、val、test 中的几个里：同一张的所有副本只用在一边。</translation>
    </message>
    <message>
        <source>One picture is in several of train, val and test: all its copies are used on one side.</source>
        <translation>1 张图片同时在 train、val、test 中的几个里：它的所有副本只用在一边。</translation>
    </message>
    <message>
        <source>The setting {name} cannot be changed while a run goes on.</source>
        <translation>训练进行中不能更改设置 {name}。</translation>
    </message>
    <message>
        <source>Start a new run with it. These can be changed: {allowed}.</source>
        <translation>请用它重新开始一次训练。可以更改的有：{allowed}。</translation>
    </message>
    <message>
        <source>The head {head} has learned nothing in {steps} steps: its loss stands at {loss}, and guessing among {classes} classes has {chance}.</source>
        <translation>头 {head} 在 {steps} 步里什么也没学到：它的损失停在 {loss}，而在 {classes} 个类别里随机猜测的损失是 {chance}。</translation>
    </message>
    <message>
        <source>Try another learning rate (a tenth first) or the architecture modern, and see whether the pictures are in the right classes.</source>
        <translation>请换一个学习率（先试十分之一）或换用 modern 网络结构，并看看图片是否放对了类别。</translation>
    </message>
    <message>
        <source>After epoch {epoch}, {percent} % of the validation pictures are taken for {name}, whatever they show.</source>
        <translation>第 {epoch} 轮后，不管内容是什么，{percent}% 的验证图片都被认成 {name}。</translation>
    </message>
    <message>
        <source>Give it more epochs; if that does not help, lower the learning rate or balance the classes.</source>
        <translation>请多训练几轮；如果没有改善，请降低学习率或打开“平衡类别”。</translation>
    </message>
    <message>
        <source>The network learns its pictures by heart: after epoch {epoch} its loss is {training} on them and {validation} on pictures that it has not seen.</source>
        <translation>网络在死记图片：第 {epoch} 轮后，训练图片上的损失是 {training}，没见过的图片上是 {validation}。</translation>
    </message>
    <message>
        <source>Add pictures, strengthen the augmentation, or stop: the best model so far is kept.</source>
        <translation>请添加图片、加强数据增强，或停止训练：目前最好的模型已经保留。</translation>
    </message>
    <message>
        <source>The best model is kept. For a longer try, set patience higher.</source>
        <translation>最好的模型已经保留。想多试几轮，请调高“耐心轮数”。</translation>
    </message>
    <message>
        <source>It starts from {source} (architecture {architecture}): {kept} layers are kept as they are; new are {new}.</source>
        <translation>从 {source} 开始（网络结构 {architecture}）：{kept} 层保持原样，新的有 {new}。</translation>
    </message>
    <message>
        <source>It starts from {source} (architecture {architecture}): all {kept} layers are kept, since the classes are the same.</source>
        <translation>从 {source} 开始（网络结构 {architecture}）：类别相同，全部 {kept} 层都保留。</translation>
    </message>
    <message>
        <source>The blocks up to {block} are held still although their weights are random: they know nothing.</source>
        <translation>直到 {block} 的块保持不变，可它们的权重是随机的：什么也不会。</translation>
    </message>
    <message>
        <source>Start from weights that have learned something, or hold nothing still.</source>
        <translation>请从已经学到东西的权重开始，或者不要冻结。</translation>
    </message>
    <message>
        <source>From epoch {epoch} on the blocks up to {block} learn too.</source>
        <translation>从第 {epoch} 轮起，直到 {block} 的模块也参与学习。</translation>
    </message>
    <message>
        <source>This model has no auxiliary heads, whose answers are compared here.</source>
        <translation>这个模型没有辅助头，而这里正是要比较它们的答案。</translation>
    </message>
    <message>
        <source>Choose a model that was trained with them.</source>
        <translation>请选择带辅助头训练的模型。</translation>
    </message>
    <message>
        <source>The ImageNet weights are not on this computer.</source>
        <translation>这台电脑上没有 ImageNet 权重。</translation>
    </message>
    <message>
        <source>Have the window fetch them, put torchvision&apos;s googlenet-1378be20.pth into {folder}, or start from a model of your own.</source>
        <translation>请在窗口中下载，或把 torchvision 的 googlenet-1378be20.pth 放进 {folder}，也可以从你自己的模型开始。</translation>
    </message>
    <message>
        <source>There is no model file {path}.</source>
        <translation>模型文件 {path} 不存在。</translation>
    </message>
    <message>
        <source>Choose a model that Ninefold saved, such as a run&apos;s best.safetensors.</source>
        <translation>请选择 Ninefold 保存的模型，例如某次训练的 best.safetensors。</translation>
    </message>
    <message>
        <source>The model file {path} cannot be read: {detail}.</source>
        <translation>无法读取模型文件 {path}：{detail}。</translation>
    </message>
    <message>
        <source>Check that you may read the file, or copy it to another place.</source>
        <translation>请检查是否有读取权限，或把它复制到别处。</translation>
    </message>
    <message>
        <source>{path} is a pickled file, which could run code: Ninefold never opens one.</source>
        <translation>{path} 是 pickle 文件，可能会执行代码：Ninefold 绝不打开这种文件。</translation>
    </message>
    <message>
        <source>{path} is no model that Ninefold saved.</source>
        <translation>{path} 不是 Ninefold 保存的模型。</translation>
    </message>
    <message>
        <source>The model {path} was saved by a newer Ninefold (format {version}).</source>
        <translation>模型 {path} 是由更新版本的 Ninefold 保存的（格式 {version}）。</translation>
    </message>
    <message>
        <source>Install the newest Ninefold, then open the model again.</source>
        <translation>请安装最新版 Ninefold，然后重新打开模型。</translation>
    </message>
    <message>
        <source>The model file {path} ends too early: a part of it is missing.</source>
        <translation>模型文件 {path} 不完整：缺了一部分。</translation>
    </message>
    <message>
        <source>Copy or download it again from where it came from.</source>
        <translation>请从原处重新复制或下载。</translation>
    </message>
    <message>
        <source>The model file {path} is damaged: {detail}.</source>
        <translation>模型文件 {path} 已损坏：{detail}。</translation>
    </message>
    <message>
        <source>Copy it again from where it came from, or choose another model.</source>
        <translation>请从原处重新复制，或选择其他模型。</translation>
    </message>
    <message>
        <source>This cannot be saved as a model: {detail}.</source>
        <translation>无法保存为模型：{detail}。</translation>
    </message>
    <message>
        <source>Change the names of the classes, or start a new run.</source>
        <translation>请修改类别的名称，或重新开始训练。</translation>
    </message>
    <message>
        <source>The exported model differs from this one by {difference} in a probability, on {path}: refused.</source>
        <translation>导出的模型在 {path} 上有一个概率与原模型相差 {difference}：已拒绝导出。</translation>
    </message>
    <message>
        <source>Report it with the model, and use the model file itself meanwhile.</source>
        <translation>请连同模型一起报告，在此期间请使用模型文件本身。</translation>
    </message>
    <message>
        <source>{path} is there already and is no export of Ninefold.</source>
        <translation>{path} 已经存在，而且不是 Ninefold 导出的。</translation>
    </message>
    <message>
        <source>Choose another name, or an empty folder.</source>
        <translation>请换一个名称，或选择空文件夹。</translation>
    </message>
    <message>
        <source>8-bit numbers are fitted to pictures, and there are none to fit them to.</source>
        <translation>8 位整数要根据图片来拟合，而现在没有可用的图片。</translation>
    </message>
    <message>
        <source>Name a folder of pictures such as the model is for.</source>
        <translation>请指定一个文件夹，里面是这个模型要识别的那类图片。</translation>
    </message>
    <message>
        <source>The exported model was compared with this one on drawn patterns alone.</source>
        <translation>导出的模型只在画出的图案上与原模型比较过。</translation>
    </message>
    <message>
        <source>Name a folder of pictures to compare them on what they are for.</source>
        <translation>请指定一个图片文件夹，用真正要识别的图片来比较。</translation>
    </message>
    <message>
        <source>A part that ONNX needs is missing: {detail}.</source>
        <translation>缺少 ONNX 所需的部分：{detail}。</translation>
    </message>
    <message>
        <source>Install it with: pip install onnx onnxruntime.</source>
        <translation>请这样安装：pip install onnx onnxruntime。</translation>
    </message>
    <message>
        <source>These weights do not fit this network: it needs {expected}, not {found}.</source>
        <translation>这些权重与这个网络不匹配：需要 {expected}，而不是 {found}。</translation>
    </message>
    <message>
        <source>Choose weights for the same architecture.</source>
        <translation>请选择同一种网络结构的权重。</translation>
    </message>
    <message>
        <source>{path} has no GoogLeNet that Ninefold knows: expected {expected}, found {found}.</source>
        <translation>{path} 里没有 Ninefold 认识的 GoogLeNet：应为 {expected}，实际是 {found}。</translation>
    </message>
    <message>
        <source>Choose torchvision&apos;s GoogLeNet weights, the study notes&apos; ones, or a model of your own.</source>
        <translation>请选择 torchvision 的 GoogLeNet 权重、学习笔记的权重，或你自己的模型。</translation>
    </message>
    <message>
        <source>{path} holds more than plain tensors, which could run code: Ninefold does not open it.</source>
        <translation>{path} 里除了张量还有别的内容，可能会执行代码：Ninefold 不会打开它。</translation>
    </message>
    <message>
        <source>Where it was made, save the weights alone: torch.save(model.state_dict(), file).</source>
        <translation>请在生成它的地方只保存权重：torch.save(model.state_dict(), file)。</translation>
    </message>
    <message>
        <source>{path} takes {size_mb} MB to read; a file of weights has {limit_mb} MB at the most.</source>
        <translation>读取 {path} 需要 {size_mb} MB，而权重文件最多 {limit_mb} MB。</translation>
    </message>
    <message>
        <source>Choose a file that holds the weights of a GoogLeNet and nothing else.</source>
        <translation>请选择只含 GoogLeNet 权重的文件。</translation>
    </message>
    <message>
        <source>The names of the classes in {path} cannot be used: {detail}.</source>
        <translation>{path} 中的类别名称无法使用：{detail}。</translation>
    </message>
    <message>
        <source>Put the list that belongs to the weights there, or move it elsewhere.</source>
        <translation>请把与权重配套的类别列表放在那里，或把它移到别处。</translation>
    </message>
    <message>
        <source>None of the {count} files could be named, the last because: {reason}</source>
        <translation>{count} 个文件一个也没能识别，最后一个的原因是：{reason}</translation>
    </message>
    <message>
        <source>{path} could not be named: {reason}</source>
        <translation>{path} 没能识别：{reason}</translation>
    </message>
    <message>
        <source>The model has learned from these pictures: of new ones it is less sure.</source>
        <translation>模型学过这些图片：对新图片它没有这么有把握。</translation>
    </message>
    <message>
        <source>Choose how right it shall be on pictures that it has not learned from.</source>
        <translation>请用它没有学过的图片来选择准确率。</translation>
    </message>
    <message>
        <source>With these {count} pictures there is no probability above which {wanted} are right.</source>
        <translation>用这 {count} 张图片找不到一个概率，使高于它的答案有 {wanted} 正确。</translation>
    </message>
    <message>
        <source>Want less, or evaluate the model on more pictures.</source>
        <translation>请降低要求，或用更多图片评估这个模型。</translation>
    </message>
    <message>
        <source>The run of {path} is being trained, which writes the model anew.</source>
        <translation>{path} 所属的训练正在进行，会重新写入这个模型。</translation>
    </message>
    <message>
        <source>Change the model once its training has ended.</source>
        <translation>等训练结束后再修改这个模型。</translation>
    </message>
    <message>
        <source>The model file {path} has changed since it was evaluated.</source>
        <translation>模型文件 {path} 在评估之后被修改过。</translation>
    </message>
    <message>
        <source>Evaluate it again.</source>
        <translation>请重新评估。</translation>
    </message>
    <message>
        <source>The model and {folder} have no class in common: it knows {model}, and the folder has {found}.</source>
        <translation>模型与 {folder} 没有共同的类别：模型认识的是 {model}，文件夹里是 {found}。</translation>
    </message>
    <message>
        <source>Name the folder&apos;s classes as the model does, or choose another model.</source>
        <translation>请让文件夹的类别名与模型一致，或选择其他模型。</translation>
    </message>
    <message>
        <source>There is no picture to evaluate with in this part of the folder.</source>
        <translation>文件夹的这一部分没有可用于评估的图片。</translation>
    </message>
    <message>
        <source>Choose another part, or a folder with one sub-folder per class.</source>
        <translation>请选择其他部分，或选择每个类别一个子文件夹的文件夹。</translation>
    </message>
    <message>
        <source>{count} pictures are left out: the model does not know {names}.</source>
        <translation>跳过了 {count} 张图片：模型不认识 {names}。</translation>
    </message>
    <message>
        <source>Train anew with these classes, if they are to be named.</source>
        <translation>如果要识别它们，请加上这些类别重新训练。</translation>
    </message>
    <message>
        <source>A picture is left out: the model does not know {names}.</source>
        <translation>跳过了 1 张图片：模型不认识 {names}。</translation>
    </message>
    <message>
        <source>Add pictures of it, for figures that hold for all that the model knows.</source>
        <translation>请添加这些类别的图片，指标才能反映模型认识的全部类别。</translation>
    </message>
    <message>
        <source>The model has learned from these pictures: the figures flatter it.</source>
        <translation>模型学过这些图片：指标会偏高。</translation>
    </message>
    <message>
        <source>Look at the validation part for what it does with new pictures.</source>
        <translation>想知道它对新图片的表现，请看验证部分。</translation>
    </message>
    <message>
        <source>There is no picture to name: the folder is empty.</source>
        <translation>没有可识别的图片：文件夹是空的。</translation>
    </message>
    <message>
        <source>Give a picture, or a folder with pictures in it.</source>
        <translation>请给出一张图片，或含有图片的文件夹。</translation>
    </message>
    <message>
        <source>The disk of {path} is full: {needed_mb} MB are needed and {free_mb} MB are free.</source>
        <translation>{path} 所在的磁盘已满：需要 {needed_mb} MB，只剩 {free_mb} MB。</translation>
    </message>
    <message>
        <source>Free some space, then continue the run; what was saved before is whole.</source>
        <translation>请腾出一些空间，然后继续训练；之前保存的内容完好无损。</translation>
    </message>
    <message>
        <source>The memory of this computer does not suffice for batches of {batch_size}.</source>
        <translation>这台电脑的内存不够，批大小 {batch_size} 太大了。</translation>
    </message>
    <message>
        <source>Choose a smaller batch or smaller pictures, or close other programs.</source>
        <translation>请减小批大小或图片尺寸，或关闭其他程序。</translation>
    </message>
    <message>
        <source>The weights cannot be fetched: {host} cannot be reached ({detail}).</source>
        <translation>无法下载权重：连接不上 {host}（{detail}）。</translation>
    </message>
    <message>
        <source>Check the network, then try again; or fetch {url} elsewhere and put the file into {folder}.</source>
        <translation>请检查网络后重试，或用其他方式下载 {url}，把文件放进 {folder}。</translation>
    </message>
    <message>
        <source>The weights cannot be fetched: {host} answers {detail}.</source>
        <translation>无法下载权重：{host} 的回应是 {detail}。</translation>
    </message>
    <message>
        <source>Try again later; or fetch {url} elsewhere and put the file into {folder}.</source>
        <translation>请稍后重试，或用其他方式下载 {url}，把文件放进 {folder}。</translation>
    </message>
    <message>
        <source>The connection to {host} broke after {done_mb} MB of the weights ({detail}).</source>
        <translation>权重下载到 {done_mb} MB 时，与 {host} 的连接中断了（{detail}）。</translation>
    </message>
    <message>
        <source>Try again: it goes on from there. Or fetch {url} elsewhere and put the file into {folder}.</source>
        <translation>请重试，会从中断处继续；或用其他方式下载 {url}，把文件放进 {folder}。</translation>
    </message>
    <message>
        <source>What came from {host} is not the file of weights: its checksum is {found}, not {wanted}.</source>
        <translation>从 {host} 得到的不是权重文件：校验和是 {found}，应为 {wanted}。</translation>
    </message>
    <message>
        <source>Log in to the network if it asks for that, and try again; or fetch {url} elsewhere and put the file into {folder}.</source>
        <translation>如果网络要求登录，请先登录再重试；或用其他方式下载 {url}，把文件放进 {folder}。</translation>
    </message>
    <message>
        <source>There is no room for the weights in {folder}: {needed_mb} MB are needed, {free_mb} MB are free.</source>
        <translation>{folder} 的空间不足，放不下权重：需要 {needed_mb} MB，只剩 {free_mb} MB。</translation>
    </message>
    <message>
        <source>Free some space on that disk, then try again.</source>
        <translation>请在那个磁盘上腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>The weights cannot be kept in {folder}: {detail}.</source>
        <translation>无法把权重保存到 {folder}：{detail}。</translation>
    </message>
    <message>
        <source>Check that disk and that you may write there, then try again.</source>
        <translation>请检查那个磁盘以及是否有写入权限，然后重试。</translation>
    </message>
    <message>
        <source>Another Ninefold is fetching the weights just now.</source>
        <translation>另一个 Ninefold 正在下载权重。</translation>
    </message>
    <message>
        <source>Wait until it is done, then use what it has fetched.</source>
        <translation>请等它完成，然后就能使用下载好的权重。</translation>
    </message>
    <message>
        <source>What the network sees in pictures cannot be kept in {path}: {detail}.</source>
        <translation>网络在图片中看到的内容无法保存在 {path}：{detail}。</translation>
    </message>
    <message>
        <source>Free some space on that disk and check that you may write there.</source>
        <translation>请在那个磁盘上腾出一些空间，并检查是否有写入权限。</translation>
    </message>
    <message>
        <source>The sample cannot be written to {path}: {detail}.</source>
        <translation>无法把示例写入 {path}：{detail}。</translation>
    </message>
    <message>
        <source>Decoded pictures cannot be kept in {path} ({detail}): each is decoded again every time.</source>
        <translation>解码后的图片无法保存在 {path}（{detail}）：每次都要重新解码。</translation>
    </message>
    <message>
        <source>Training goes on, only slower. Check that disk when you have the time.</source>
        <translation>训练会继续，只是慢一些。有空时请检查那个磁盘。</translation>
    </message>
    <message>
        <source>Some decoded pictures on the disk were damaged and are decoded again.</source>
        <translation>磁盘上有些解码后的图片已损坏，会重新解码。</translation>
    </message>
    <message>
        <source>Training goes on. If this happens often, the disk may be failing.</source>
        <translation>训练会继续。如果经常出现，可能是磁盘快坏了。</translation>
    </message>
    <message>
        <source>These pictures need more than the {gigabytes} GB that may be kept decoded on the disk.</source>
        <translation>这些图片解码后超过了磁盘上允许保留的 {gigabytes} GB。</translation>
    </message>
    <message>
        <source>Training goes on; the rest is decoded again every time.</source>
        <translation>训练会继续，其余图片每次都要重新解码。</translation>
    </message>
    <message>
        <source>The disk of {path} is almost full: no more decoded pictures are kept.</source>
        <translation>{path} 所在的磁盘快满了：不再保留更多解码后的图片。</translation>
    </message>
    <message>
        <source>Training goes on, only slower. Free some space for a faster next run.</source>
        <translation>训练会继续，只是慢一些。腾出一些空间，下次训练会更快。</translation>
    </message>
    <message>
        <source>{path} changed since the folder was read; it is used as it is now.</source>
        <translation>{path} 在读取文件夹之后有改动，将按现在的样子使用。</translation>
    </message>
    <message>
        <source>Check the folder again if you changed more than one picture.</source>
        <translation>如果改动的图片不止一张，请重新检查文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be put into {folder}: {detail}.</source>
        <translation>无法把 {path} 放进 {folder}：{detail}。</translation>
    </message>
    <message>
        <source>Check that the disk has room and that you may write there, then try again.</source>
        <translation>请检查磁盘空间以及是否有写入权限，然后重试。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {detail}.</source>
        <translation>无法写入 {path}：{detail}。</translation>
    </message>
    <message>
        <source>Choose another place, or check that the disk has room, then try again.</source>
        <translation>请换一个位置，或检查磁盘空间，然后重试。</translation>
    </message>
    <message>
        <source>{path} cannot be put into the recycle bin: {detail}.</source>
        <translation>无法把 {path} 放进回收站：{detail}。</translation>
    </message>
    <message>
        <source>It is where it was. Remove it in the file manager if you want it gone.</source>
        <translation>它还在原处。如果不想要它，请在文件管理器中删除。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Nothing was changed. Start again whenever you like.</source>
        <translation>没有任何改动，随时可以重新开始。</translation>
    </message>
    <message>
        <source>Something went wrong that Ninefold did not expect: {detail}.</source>
        <translation>出现了 Ninefold 没有预料到的问题：{detail}。</translation>
    </message>
    <message>
        <source>Your pictures and runs are safe. Try again; if it happens again, report it.</source>
        <translation>你的图片和训练都是安全的。请重试；如果再次出现，请报告给我们。</translation>
    </message>
    <message>
        <source>Looking through the folder</source>
        <translation>正在查看文件夹</translation>
    </message>
    <message>
        <source>Unpacking</source>
        <translation>正在解压</translation>
    </message>
    <message>
        <source>Drawing the sample</source>
        <translation>正在绘制示例图片</translation>
    </message>
    <message>
        <source>Fetching the ImageNet weights</source>
        <translation>正在下载 ImageNet 预训练权重</translation>
    </message>
    <message>
        <source>Reading pictures</source>
        <translation>正在读取图片</translation>
    </message>
    <message>
        <source>Checking pictures</source>
        <translation>正在检查图片</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Measuring the speed of this computer</source>
        <translation>正在测量这台电脑的速度</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>正在尝试各种学习率</translation>
    </message>
    <message>
        <source>Working out what the frozen blocks see</source>
        <translation>正在计算冻结的块所看到的特征</translation>
    </message>
    <message>
        <source>Working on the first batch</source>
        <translation>正在处理第一批</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Decoding pictures</source>
        <translation>正在解码图片</translation>
    </message>
    <message>
        <source>Validating</source>
        <translation>正在验证</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Naming pictures</source>
        <translation>正在识别图片</translation>
    </message>
    <message>
        <source>main</source>
        <translation>主头</translation>
    </message>
    <message>
        <source>aux 1 (4a)</source>
        <translation>辅助 1 (4a)</translation>
    </message>
    <message>
        <source>aux 2 (4d)</source>
        <translation>辅助 2 (4d)</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Choose this first: a useful model from scratch in a few minutes on an ordinary computer.</source>
        <translation>建议先选这个：在普通电脑上几分钟就能从零训练出一个可用的模型。</translation>
    </message>
    <message>
        <source>Study notes</source>
        <translation>学习笔记</translation>
    </message>
    <message>
        <source>Choose this to follow the study notes to the letter: no batch normalisation, Adam at one steady rate. It takes hours where Quick takes minutes.</source>
        <translation>想完全按照学习笔记来做就选这个：不用批归一化，Adam 优化器，学习率固定不变。“快速”方案几分钟的事，它要几小时。</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Choose this when Quick is nearly good enough: from scratch, two to three times as long.</source>
        <translation>“快速”已经差不多够好时选这个：从零训练，时间是它的两到三倍。</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Choose this to get the most out of your pictures from scratch, and let it work overnight.</source>
        <translation>想从零训练、充分利用你的图片就选这个，让它跑一整夜。</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Choose this whenever there are weights to start from, ImageNet&apos;s or those of a model of your own: it needs the fewest pictures. The heads learn first, which takes seconds; then the rest, gently.</source>
        <translation>只要有可作为起点的权重（ImageNet 的，或你自己的模型的）就选这个：需要的图片最少。先学头，只要几秒；然后轻轻调整其余部分。</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>论文原版</translation>
    </message>
    <message>
        <source>Choose this to see the network of 2014 learn as its paper says, without batch normalisation: many pictures and a night or more are needed.</source>
        <translation>想看 2014 年的网络怎样按论文学习（不用批归一化）就选这个：需要许多图片，以及一整夜或更长时间。</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Choose this to set everything yourself. It begins with the settings of Quick.</source>
        <translation>想自己设置一切就选这个。它从“快速”方案的设置开始。</translation>
    </message>
    <message>
        <source>validation pictures</source>
        <translation>验证图片</translation>
    </message>
    <message>
        <source>test pictures</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>training pictures</source>
        <translation>训练图片</translation>
    </message>
    <message>
        <source>all pictures</source>
        <translation>全部图片</translation>
    </message>
    <message>
        <source>Evaluation of {model}</source>
        <translation>{model} 的评估</translation>
    </message>
    <message>
        <source>{pictures} pictures of {folder} ({part}), {failed} could not be read</source>
        <translation>{folder} 的 {pictures} 张图片（{part}），{failed} 张无法读取</translation>
    </message>
    <message>
        <source>right; with so many pictures anything from {low} to {high} fits</source>
        <translation>准确率；以这样的图片数量，{low} 到 {high} 都有可能</translation>
    </message>
    <message>
        <source>Sure of {sure} of them, and right in {share}; not sure of the rest.</source>
        <translation>对其中 {sure} 有把握，{share} 答对；其余不确定。</translation>
    </message>
    <message>
        <source>There is no picture of {names}: nothing can be said of that.</source>
        <translation>没有 {names} 的图片：对此无法下结论。</translation>
    </message>
    <message>
        <source>The three depths</source>
        <translation>三个深度</translation>
    </message>
    <message>
        <source>aux1, after Inception 4a</source>
        <translation>aux1，Inception 4a 之后</translation>
    </message>
    <message>
        <source>aux2, after Inception 4d</source>
        <translation>aux2，Inception 4d 之后</translation>
    </message>
    <message>
        <source>main, at the end</source>
        <translation>main，末端</translation>
    </message>
    <message>
        <source>Among the first {k}</source>
        <translation>前 {k} 名之内</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Interval (95 %)</source>
        <translation>区间 (95%)</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>平均精确率</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>What is taken for what</source>
        <translation>什么被认作什么</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Most confused</source>
        <translation>最容易混淆的</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>被认作</translation>
    </message>
    <message>
        <source>How far its probabilities can be believed</source>
        <translation>它的概率有多可信</translation>
    </message>
    <message>
        <source>Too few pictures to say: 100 are needed.</source>
        <translation>图片太少，无法判断：至少需要 100 张。</translation>
    </message>
    <message>
        <source>Expected calibration error: {ece} ({before} without temperature).</source>
        <translation>期望校准误差：{ece}（未用温度时为 {before}）。</translation>
    </message>
    <message>
        <source>The temperature was fitted on these pictures: for this figure each fifth has that of the rest.</source>
        <translation>温度是在这些图片上拟合的：计算这个数时，每五分之一的图片用其余部分拟合的温度。</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>Worst mistakes</source>
        <translation>最严重的错误</translation>
    </message>
    <message>
        <source>{class_name}, taken for {answer} ({probability})</source>
        <translation>{class_name}，被认作 {answer}（{probability}）</translation>
    </message>
</context>
<context>
    <name>durations</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>evaluated</name>
    <message>
        <source>{share}  {answer}, not {true}</source>
        <translation>{share}  {answer}，不是 {true}</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>The model is in {path}.</source>
        <translation>模型保存在 {path}。</translation>
    </message>
    <message>
        <source>{share} of {count} pictures get the same answer; no probability is off by more than {most}.</source>
        <translation>{count} 张图片中 {share} 得到相同的答案；概率最多相差 {most}。</translation>
    </message>
    <message>
        <source>{share} of {count} drawn patterns get the same answer; no probability is off by more than {most}.</source>
        <translation>{count} 个画出的图案中 {share} 得到相同的答案；概率最多相差 {most}。</translation>
    </message>
    <message>
        <source>Where another program decodes large JPEGs in full: no more than {most}.</source>
        <translation>其他程序完整解码大 JPEG 时：最多相差 {most}。</translation>
    </message>
    <message>
        <source>Without auxiliary heads: {after} of {before} million parameters, {light} of {heavy} MB.</source>
        <translation>去掉辅助头后：参数从 {before} 百万减到 {after} 百万，大小从 {heavy} MB 减到 {light} MB。</translation>
    </message>
    <message>
        <source>In 8-bit numbers: {size} MB, {share} of the answers stay the same.</source>
        <translation>8 位版本：{size} MB，{share} 的答案不变。</translation>
    </message>
    <message>
        <source>Right answers: {after} instead of {before}.</source>
        <translation>准确率：{after}，原来是 {before}。</translation>
    </message>
</context>
<context>
    <name>gradients</name>
    <message>
        <source>At {block}, {head} supplies {share} of the gradient.</source>
        <translation>在 {block}，{head}提供 {share} 的梯度。</translation>
    </message>
    <message>
        <source>Norms at {block}, unweighted: {norms}.</source>
        <translation>{block} 处的范数，未乘权重：{norms}。</translation>
    </message>
    <message>
        <source>{first} – {second}: {cosine}, {words}.</source>
        <translation>{first} – {second}：{cosine}，{words}。</translation>
    </message>
    <message>
        <source>they pull in the same direction</source>
        <translation>它们往同一个方向拉</translation>
    </message>
    <message>
        <source>they partly agree</source>
        <translation>它们部分一致</translation>
    </message>
    <message>
        <source>they have little to do with each other</source>
        <translation>它们几乎互不相干</translation>
    </message>
    <message>
        <source>they pull against each other</source>
        <translation>它们相互抵触</translation>
    </message>
</context>
<context>
    <name>heads</name>
    <message>
        <source>total</source>
        <translation>总损失</translation>
    </message>
</context>
<context>
    <name>lists</name>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}、{1}</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <comment>two sentences</comment>
        <translation>{0}{1}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How many times the network sees every training picture.</source>
        <translation>网络把每张训练图片看多少遍。</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>图片尺寸</translation>
    </message>
    <message>
        <source>Pixels along each side. Larger pictures show more and take longer: twice the side, four times.</source>
        <translation>每边的像素数。图片越大，看到的越多，也越慢：边长翻倍，时间约为四倍。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>How many pictures are learned from at once. Larger batches need more memory; automatic goes by what is free.</source>
        <translation>一次同时学习多少张图片。批越大，需要的内存越多；“自动”按空闲内存决定。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step goes. Too high and the loss jumps, too low and it crawls.</source>
        <translation>每一步走多远。太高，损失会乱跳；太低，学得很慢。</translation>
    </message>
    <message>
        <source>Weight of aux 1</source>
        <translation>辅助 1 权重</translation>
    </message>
    <message>
        <source>How much the loss of the first auxiliary head (after 4a) counts.</source>
        <translation>第一个辅助头（4a 之后）的损失占多大分量。</translation>
    </message>
    <message>
        <source>Weight of aux 2</source>
        <translation>辅助 2 权重</translation>
    </message>
    <message>
        <source>How much the loss of the second auxiliary head (after 4d) counts.</source>
        <translation>第二个辅助头（4d 之后）的损失占多大分量。</translation>
    </message>
    <message>
        <source>Auxiliary heads</source>
        <translation>辅助头</translation>
    </message>
    <message>
        <source>The two half-way classifiers that help while training and are dropped after.</source>
        <translation>位于网络中途的两个小分类器，训练时帮忙，训练完就去掉。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>paper: as published. notes: as in the study notes. modern: batch normalisation, learns fast. imagenet: the layout of torchvision&apos;s weights.</source>
        <translation>paper：按论文原样。notes：按学习笔记。modern：带批归一化，学得快。imagenet：与 torchvision 的权重结构一致。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How the weights are changed after each batch.</source>
        <translation>每一批之后怎样调整权重。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rate changes in the course of the run.</source>
        <translation>学习率在训练过程中怎样变化。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>How much of the last step is kept in the next. Used by sgd.</source>
        <translation>上一步的方向保留多少到下一步。仅用于 sgd。</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>Look ahead along the last step before taking the next. Used by sgd.</source>
        <translation>走下一步之前，先沿上一步的方向向前看。仅用于 sgd。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>How strongly large weights are pulled towards zero.</source>
        <translation>把大的权重往零拉的力度。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>The share of certainty that is given up, against overconfidence.</source>
        <translation>主动放弃的把握程度，防止网络过于自信。</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>How slowly the averaged weights follow; 0 keeps the plain ones.</source>
        <translation>平均权重跟随得多慢；0 表示不做平均。</translation>
    </message>
    <message>
        <source>Growing sizes</source>
        <translation>逐步增大尺寸</translation>
    </message>
    <message>
        <source>Picture sizes of training, spread over the epochs; empty: always the same.</source>
        <translation>训练时依次使用的图片尺寸，平均分到各轮；留空表示始终不变。</translation>
    </message>
    <message>
        <source>Decoded size</source>
        <translation>解码尺寸</translation>
    </message>
    <message>
        <source>Pixels of the short side at which pictures are kept ready.</source>
        <translation>图片解码后保留的短边像素数。</translation>
    </message>
    <message>
        <source>Fitting</source>
        <translation>缩放方式</translation>
    </message>
    <message>
        <source>squash gives up the proportions, crop keeps them and takes the centre.</source>
        <translation>squash：不保持长宽比。crop：保持长宽比，只取中间部分。</translation>
    </message>
    <message>
        <source>Average with the mirror image</source>
        <translation>与镜像取平均</translation>
    </message>
    <message>
        <source>Each picture is named twice, once mirrored, and the mean counts: a little better, twice the time.</source>
        <translation>每张图片识别两次，其中一次为镜像，取平均值：稍好一点，时间加倍。</translation>
    </message>
    <message>
        <source>Smallest crop</source>
        <translation>最小裁剪</translation>
    </message>
    <message>
        <source>The smallest share of a picture that a random crop may take; 1 keeps all.</source>
        <translation>随机裁剪最少保留图片的多大比例；1 表示不裁剪。</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Half of the pictures are mirrored. Switch off for writing and signs.</source>
        <translation>一半的图片会左右翻转。如果是文字或标志，请关闭。</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>How much the brightness is varied, 0 to 1.</source>
        <translation>亮度随机变化的幅度，0 到 1。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>How much the contrast is varied, 0 to 1.</source>
        <translation>对比度随机变化的幅度，0 到 1。</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>How much the colours&apos; strength is varied, 0 to 1.</source>
        <translation>色彩浓淡随机变化的幅度，0 到 1。</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>By how many degrees pictures are turned, either way.</source>
        <translation>图片向左或向右最多旋转多少度。</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>随机擦除</translation>
    </message>
    <message>
        <source>How often a rectangle of the picture is blanked out, 0 to 1.</source>
        <translation>以多大的概率盖住图片中的一块矩形，0 到 1。</translation>
    </message>
    <message>
        <source>Vary the resizing</source>
        <translation>变换缩放方法</translation>
    </message>
    <message>
        <source>Pictures are resized now in one way, now in another, as in the paper.</source>
        <translation>缩放图片时随机换用不同的方法，与论文相同。</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>The share of the pictures that is kept to measure with, and never trained on.</source>
        <translation>留出多大比例的图片只用来衡量效果，绝不参与训练。</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试集比例</translation>
    </message>
    <message>
        <source>The share of the pictures that is kept for a last check on the Results page: neither trained on nor used to find the best epoch.</source>
        <translation>留出多大比例的图片，供最后在“结果”页检验：既不参与训练，也不用来选出最佳轮次。</translation>
    </message>
    <message>
        <source>Balance classes</source>
        <translation>平衡类别</translation>
    </message>
    <message>
        <source>Show pictures of small classes more often.</source>
        <translation>让图片少的类别出现得更频繁。</translation>
    </message>
    <message>
        <source>Stop early: patience</source>
        <translation>提前停止：耐心轮数</translation>
    </message>
    <message>
        <source>The run ends after so many epochs in a row of which none was better. never: it goes to the last.</source>
        <translation>连续这么多轮没有更好的结果，训练就结束。“从不”：一直到最后一轮。</translation>
    </message>
    <message>
        <source>Freeze up to</source>
        <translation>冻结到</translation>
    </message>
    <message>
        <source>From the input to this block nothing learns; what lies above does. Only of use where the network starts from weights that have learned something.</source>
        <translation>从输入到这个块都不学习，之后的部分学习。只有网络从学到过东西的权重开始时才有用。</translation>
    </message>
    <message>
        <source>Unfreeze at epoch</source>
        <translation>从第几轮解冻</translation>
    </message>
    <message>
        <source>The epoch from which the frozen blocks learn too.</source>
        <translation>从这一轮起，冻结的块也参与学习。</translation>
    </message>
    <message>
        <source>Rate of lower blocks</source>
        <translation>下层学习率比例</translation>
    </message>
    <message>
        <source>Each block learns at this share of the rate of the block above it; 1: all at the same rate.</source>
        <translation>每个块的学习率是它上面一块的这个比例；1 表示全部相同。</translation>
    </message>
    <message>
        <source>Processor threads to compute with; automatic leaves it to the computer.</source>
        <translation>用于计算的处理器线程数；“自动”表示由电脑决定。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same run.</source>
        <translation>种子相同，训练结果就相同。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>Numbers of 16 bits (bf16) are faster where the device has them, those of 32 (fp32) work everywhere; auto chooses.</source>
        <translation>设备支持时，16 位数 (bf16) 更快；32 位数 (fp32) 到处可用；auto 自动选择。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>论文原版 (paper)</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>学习笔记 (notes)</translation>
    </message>
    <message>
        <source>modern</source>
        <translation>现代 (modern)</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>固定不变 (constant)</translation>
    </message>
    <message>
        <source>one-cycle</source>
        <translation>单周期 (one-cycle)</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦 (cosine)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>阶梯 (step)</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>squash</source>
        <translation>压扁 (squash)</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>居中裁剪 (crop)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Stopping and freezing</source>
        <translation>停止与冻结</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
</TS>
