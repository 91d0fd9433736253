// What the lab's own buttons and notices say, in English and Chinese; the choice lasts in this browser.

const KEPT = "crmlab-language";

const WORDS = {
  en: {
    takeHome: "Take home",
    takeHomeDoes: "Save this notebook as a file on your computer",
    handIn: "Hand in",
    handInDoes: "Save the file that you give to your teacher, under the name by which it is graded",
    other: "中文",
    otherDoes: "切换到中文：从下一个单元格起，结果与反馈用中文显示",
    full: "This was not saved, because the browser has no space left or may not write: press Take home to keep your work as a file, then make room on this computer and save again.",
    here: "Your work is kept in this browser, on this computer. A private window forgets it when you close it: press Take home before.",
    newer: "The course has a new version of {old}. Yours stays as you left it; the new one lies beside it as {new}.",
    number: "Your file is saved, but your student number is missing in it: put it into the cell me = \"…\", run the cell, and hand in again.",
  },
  zh: {
    takeHome: "带回家",
    takeHomeDoes: "把这个笔记本保存为您电脑上的文件",
    handIn: "提交作业",
    handInDoes: "保存要交给老师的文件，文件名即评分所用的名称",
    other: "English",
    otherDoes: "Switch to English: results and feedback from the next cell on",
    full: "未能保存：浏览器已没有剩余空间，或无法写入。请按“带回家”把您的作业保存为文件，然后在这台电脑上腾出空间，再保存一次。",
    here: "您的作业保存在这台电脑的这个浏览器里。无痕窗口关闭后不会保留：请先按“带回家”。",
    newer: "课程有了新版的 {old}。您的文件保持原样；新版放在旁边，名为 {new}。",
    number: "文件已保存，但其中缺少您的学号：请把学号填入单元格 me = \"…\"，运行该单元格，然后重新提交。",
  },
};

let chosen = read();

function read() {
  try { return localStorage.getItem(KEPT) ?? "en"; } catch { return "en"; }
}

export const language = () => (chosen in WORDS ? chosen : "en");

export function use(code) {
  chosen = code;
  try { localStorage.setItem(KEPT, code); } catch { /* a window that keeps nothing */ }
}

export const said = (word, parts = {}) => WORDS[language()][word].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
